import { expect, it } from 'vitest';
import * as main from './index.ts';

it('exports the public functions', () => {
  expect(Object.keys(main).toSorted()).toMatchInlineSnapshot(`
    [
      "createFakeSeam",
      "defaultAssumptions",
    ]
  `);
});
