import { checkOptions } from '../../check-options.ts';
import type { ExposedEndpoint } from '../guard/expose.ts';
import { schemaFinder } from '../params/load-schema.ts';
import type { OpenApiDocument } from './document.ts';
import { loadConverter } from './load-converter.ts';
import type { OpenApiOptions } from './openapi-options.ts';
import { openapiRules } from './openapi-rules.ts';
import { operations, tagOf } from './operations.ts';
import { paramsSchema } from './params-schema.ts';
import { refusals } from './refusals.ts';
import { loadResultSchemas } from './result-schemas.ts';

/**
 * Describes exposed endpoints, and no others, as an OpenAPI 3.1 document: for a page of documentation, or for making
 * clients in other languages. Everything in it comes from the contract; nothing in it is secret.
 *
 * @example
 * const document = await openapiDocument(resolveExposed(['/user_identities/*']), { title: 'Our doors' });
 *
 * @param exposed the endpoints, as `resolveExposed` finds them
 * @throws SeamConfigError for an option that is unknown or of a wrong type
 */
export const openapiDocument = async (
  exposed: readonly ExposedEndpoint[],
  options: OpenApiOptions = {},
): Promise<OpenApiDocument> => {
  checkOptions('openapiDocument', options, openapiRules);
  const { title = 'Seam endpoints', version = '1.0.0', servers, securitySchemes } = options;
  const { idempotency = false, schemas } = options;
  const schemaOf = schemaFinder(schemas);
  const convert = await loadConverter();
  const endpoints = exposed.map(({ endpoint }) => endpoint);
  const [results, paths] = await Promise.all([
    loadResultSchemas(endpoints, convert),
    Promise.all(
      exposed.map(async (place) => {
        const params = await paramsSchema(schemaOf(place.names), convert);
        return [place.endpoint.path, operations(place, { params, idempotency })] as const;
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
      schemas: results,
      responses: refusals(),
      ...(securitySchemes ? { securitySchemes } : {}),
    },
  };
};
