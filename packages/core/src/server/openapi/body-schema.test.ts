import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyEndpoint } from '../../endpoint.ts';
import { endpoints } from '../../endpoints.ts';
import { mapEndpoints } from '../../map-endpoints.ts';
import { resolveExposed } from '../guard/expose.ts';
import { builtInSchema } from '../params/load-schema.ts';
import { refuseAmbiguous } from '../params/refuse-ambiguous.ts';
import type { StandardSchema } from '../params/standard-schema.ts';
import { refuseLosses, validate } from '../params/validate.ts';
import { propertiesOf } from './json-schema.ts';
import { openapiDocument } from './openapi-document.ts';
import { sample } from './sample.test-helper.ts';

const paths: string[] = [];
mapEndpoints(endpoints, ({ path }) => paths.push(path));

const whole = openapiDocument(resolveExposed(paths));

const ajv = new Ajv2020({ strict: false, allErrors: false });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);

const accepts = async (
  endpoint: AnyEndpoint,
  schema: StandardSchema,
  params: Record<string, unknown>,
): Promise<boolean> => {
  try {
    refuseAmbiguous(endpoint, params);
    refuseLosses(schema, params, await validate(schema, params));
    return true;
  } catch {
    return false;
  }
};

describe('the body that the document asks for', () => {
  it.each(resolveExposed(paths).map((place) => [place.endpoint.path, place] as const))(
    'of %s is the one that is let through',
    async (path, { endpoint, names }) => {
      const body = (await whole).paths[path]?.['post']?.requestBody?.content['application/json'].schema ?? {};
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
