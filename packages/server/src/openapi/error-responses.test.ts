import { endpoints } from '@org/seam-core';
import { describe, expect, it } from 'vitest';
import { createRequestHandler } from '../adapters/fetch.ts';
import { apiError } from '../http/api-error.ts';
import { type ErrorType, errorTypes } from '../http/error-types.ts';
import { resolveExposed } from '../router/expose.ts';
import { createOpenApiDocument } from './document.ts';

const remove = '/user_identities/delete';
const documented = createOpenApiDocument(resolveExposed([remove]));
const user_identity_id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';

/** The types that the document lists for a status. */
const typesOf = async (status: number): Promise<string[]> => {
  const { paths, components } = await documented;
  const responses = { ...paths[remove]?.['delete']?.responses, ...paths[remove]?.['post']?.responses };
  const response = responses[status] as { $ref: string } | undefined;
  const schema =
    components.responses[response?.$ref.split('/').at(-1) ?? '']?.content['application/json'].schema;
  return (
    (schema as { properties: { error: { properties: { type: { enum: string[] } } } } } | undefined)
      ?.properties.error.properties.type.enum ?? []
  );
};

const types = Object.keys(errorTypes) as ErrorType[];

// The receiver responds to deliveries.
const ofOthers = (type: ErrorType): boolean => type.startsWith('webhook_') && type !== 'webhook_not_found';

describe('the document lists the error responses', () => {
  it.each(types.filter((type) => !ofOthers(type) && type !== 'method_not_allowed'))(
    'when the target throws %s',
    async (type) => {
      const handle = createRequestHandler(
        endpoints,
        {
          userIdentities: {
            delete: () => {
              throw apiError(type);
            },
          },
        },
        { expose: [remove], authorize: () => true, onError: () => {}, csrf: false },
      );
      const response = await handle(
        new Request(`https://example.com${remove}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ user_identity_id }),
        }),
      );
      const { error } = JSON.parse((await response?.text()) ?? '') as { error: { type: string } };
      expect(await typesOf(response?.status ?? 0)).toContain(error.type);
    },
  );

  it('without those of the webhook receiver', async () => {
    const { components } = await documented;
    expect(JSON.stringify(components.responses)).not.toMatch(/"webhook_(?!not_found)/);
  });
});
