import {
  checkOptions,
  isObject,
  loadTexts,
  type OptionRules,
  paramsTypeOf,
  rules,
} from '@org/seam-core/internal';
import { schemaFinder } from '../input/schema.ts';
import type { ExposedEndpoint } from '../router/expose.ts';
import { describeFields, describeModel } from './descriptions.ts';
import { errorResponses } from './error-responses.ts';
import { operations, tagOf } from './operations.ts';
import { loadConverter, loadResultSchemas, paramsSchema } from './schemas.ts';
import type { OpenApiDocument, OpenApiServer } from './types.ts';

export interface OpenApiOptions {
  /** @default Seam endpoints */
  readonly title?: string | undefined;
  /**
   * The version of the exposed API; Seam's API has none.
   * @default 1.0.0
   */
  readonly version?: string | undefined;
  /** Base URLs: `[{ url: 'https://example.com/api/seam' }]`. */
  readonly servers?: readonly OpenApiServer[] | undefined;
  /**
   * How callers authenticate with your application, as OpenAPI security schemes by name; one of them is sufficient.
   * @default none
   *
   * @example
   * { session: { type: 'apiKey', in: 'cookie', name: 'session' } }
   */
  readonly securitySchemes?: Readonly<Record<string, object>> | undefined;
  /**
   * Whether changes accept an `Idempotency-Key`.
   * @default false
   */
  readonly idempotency?: boolean | undefined;
  /**
   * Schemas of the parameters as a tree, as the handlers validate them. Schemas of libraries other than valibot are
   * described as any object.
   * @default those of `@org/seam-core/schemas`
   */
  readonly schemas?: object | false | undefined;
}

export const describingRules = {
  title: rules.type('string'),
  version: rules.type('string'),
  servers: {
    expected: 'an array of objects with a url',
    accepts: (value: unknown) =>
      Array.isArray(value) &&
      value.every((server: unknown) => isObject(server) && typeof server['url'] === 'string'),
  },
  securitySchemes: {
    expected: 'an object of objects',
    accepts: (value: unknown) => isObject(value) && Object.values(value).every(isObject),
  },
};

const openapiRules: OptionRules<OpenApiOptions> = {
  ...describingRules,
  idempotency: rules.type('boolean'),
  schemas: rules.either(rules.type('object'), rules.oneOf(false)),
};

/**
 * Creates an OpenAPI 3.1 document of the exposed endpoints: for a documentation page, or to generate clients in other
 * languages. Its content comes from the contract; it contains no secrets.
 *
 * @example
 * const document = await createOpenApiDocument(resolveExposed(['/user_identities/*']), { title: 'Our doors' });
 *
 * @param exposed the endpoints, as `resolveExposed` returns them
 * @throws SeamConfigError for an option that is unknown or of a wrong type
 */
export const createOpenApiDocument = async (
  exposed: readonly ExposedEndpoint[],
  options: OpenApiOptions = {},
): Promise<OpenApiDocument> => {
  checkOptions('createOpenApiDocument', options, openapiRules);
  const { title = 'Seam endpoints', version = '1.0.0', servers, securitySchemes } = options;
  const { idempotency = false, schemas } = options;
  const schemaOf = schemaFinder(schemas);
  const [convert, texts] = await Promise.all([loadConverter(), loadTexts()]);
  const endpoints = exposed.map(({ endpoint }) => endpoint);
  const [results, paths] = await Promise.all([
    loadResultSchemas(endpoints, convert),
    Promise.all(
      exposed.map(async (place) => {
        const { path } = place.endpoint;
        const schema = await paramsSchema(schemaOf(place.names), convert);
        const params = describeFields(schema, [paramsTypeOf(path)], texts);
        const text = texts.endpoints[path];
        return [path, operations(place, { params, idempotency, text })] as const;
      }),
    ),
  ]);
  return {
    openapi: '3.1.0',
    info: { title, version },
    ...(servers ? { servers } : {}),
    ...(securitySchemes ? { security: Object.keys(securitySchemes).map((name) => ({ [name]: [] })) } : {}),
    tags: [...new Set(endpoints.map(tagOf))].toSorted().map((name) => ({ name })),
    paths: Object.fromEntries(paths),
    components: {
      schemas: Object.fromEntries(
        Object.entries(results).map(([model, schema]) => [model, describeModel(schema, model, texts)]),
      ),
      responses: errorResponses(),
      ...(securitySchemes ? { securitySchemes } : {}),
    },
  };
};
