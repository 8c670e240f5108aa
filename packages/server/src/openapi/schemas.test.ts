import { type AnyEndpoint, endpoints } from '@org/seam-core';
import { mapEndpoints } from '@org/seam-core/internal';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sample } from '../../test/openapi-sample.test-helper.ts';
import { rejectAmbiguous } from '../input/normalize.ts';
import { parseQuery } from '../input/query.ts';
import { builtInSchema, type StandardSchema } from '../input/schema.ts';
import { rejectDropped, validate } from '../input/validate.ts';
import { resolveExposed } from '../router/expose.ts';
import { createOpenApiDocument } from './document.ts';
import { propertiesOf } from './types.ts';

describe('body schema', () => {
  const paths: string[] = [];
  mapEndpoints(endpoints, ({ path }) => paths.push(path));

  const whole = createOpenApiDocument(resolveExposed(paths));

  const ajv = new Ajv2020({ strict: false, allErrors: false });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);

  const accepts = async (
    endpoint: AnyEndpoint,
    schema: StandardSchema,
    params: Record<string, unknown>,
  ): Promise<boolean> => {
    try {
      rejectAmbiguous(endpoint, params);
      rejectDropped(schema, params, await validate(schema, params));
      return true;
    } catch {
      return false;
    }
  };

  describe('the body schema in the document', () => {
    it.each(resolveExposed(paths).map((place) => [place.endpoint.path, place] as const))(
      'of %s accepts what the router accepts',
      async (path, { endpoint, names }) => {
        const body =
          (await whole).paths[path]?.['post']?.requestBody?.content['application/json'].schema ?? {};
        const check = ajv.compile(body);
        const schema = await builtInSchema(names)();
        const good = Object.entries(propertiesOf(body)).map(
          ([name, property]) => [name, sample(property)] as const,
        );
        const odd = fc.constantFrom(null, 0, '', 'x', {}, [], { no_such_thing: 1 }, true);
        const pick = fc.tuple(
          fc.subarray(good),
          fc.option(fc.tuple(fc.constantFrom('no_such_thing', ...good.map(([name]) => name)), odd), {
            freq: 3,
            nil: undefined,
          }),
        );
        await fc.assert(
          fc.asyncProperty(pick, async ([chosen, spoiled]) => {
            const params = Object.fromEntries(spoiled ? [...chosen, spoiled] : chosen);
            const isAccepted = await accepts(endpoint, schema as StandardSchema, params);
            expect([params, check(params)]).toEqual([params, isAccepted]);
          }),
          { numRuns: 40 },
        );
      },
    );
  });
});

describe('query parameters', () => {
  const readPaths: string[] = [];
  mapEndpoints(endpoints, ({ path, verb }) => {
    if (verb === 'GET' || verb === 'DELETE') readPaths.push(path);
  });
  const places = resolveExposed(readPaths);
  const whole = createOpenApiDocument(places);

  it.each(places.map((place) => [place.endpoint.path, place] as const))(
    'reads the query of %s as the document describes it',
    async (path, { endpoint, names }) => {
      const verbs = (await whole).paths[path];
      const parameters = verbs?.[endpoint.verb.toLowerCase()]?.parameters ?? [];
      const wanted = Object.fromEntries(parameters.map(({ name, schema }) => [name, sample(schema)]));
      // The default of OpenAPI: the style `form`, exploded.
      const query = new URLSearchParams(
        Object.entries(wanted).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)])),
      );
      expect(parseQuery(query.toString(), await builtInSchema(names)())).toEqual(wanted);
    },
  );

  it('an empty value is null or an empty list, where the document allows it', async () => {
    const [place] = resolveExposed(['/user_identities/list']);
    const schema = await builtInSchema(place?.names ?? [])();
    const parameters = (await whole).paths['/user_identities/list']?.['get']?.parameters ?? [];
    const empty = parameters.flatMap(({ name, allowEmptyValue }) => (allowEmptyValue ? [name] : []));
    expect(empty).toEqual(['page_cursor', 'user_identity_ids']);
    expect(parseQuery('page_cursor=&user_identity_ids=', schema)).toEqual({
      page_cursor: null,
      user_identity_ids: [],
    });
  });
});
