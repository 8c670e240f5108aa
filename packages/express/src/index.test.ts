import { expect, it } from 'vitest';
import * as main from './index.ts';

it('exports the public functions', () => {
  expect(Object.keys(main).toSorted()).toMatchInlineSnapshot(`
    [
      "all",
      "any",
      "apiError",
      "backfillEvents",
      "byRole",
      "createMemoryIdempotencyStore",
      "createMemoryWebhookStore",
      "createSeamRouter",
      "createSeamWebhook",
      "getSeam",
      "hardenServer",
      "keepRawBody",
      "resolveResources",
      "seamErrorHandler",
      "seamMiddleware",
      "tooManyRequests",
    ]
  `);
});
