import type { AnyEndpoint } from '../../endpoint.ts';
import {
  resultLoaders,
  resultModels,
  resultParts,
  type ResultModel,
} from '../../generated/results/loaders.ts';
import type { Convert } from './load-converter.ts';
import type { JsonSchema } from './json-schema.ts';

const modelOf = ({ path }: AnyEndpoint): ResultModel | undefined =>
  Object.hasOwn(resultModels, path) ? resultModels[path] : undefined;

const modelsOf = (endpoint: AnyEndpoint): ResultModel[] => {
  const model = modelOf(endpoint);
  const own = model === undefined ? [] : [model, ...(resultParts[model] ?? [])];
  return endpoint.as === 'page' ? [...own, 'Pagination'] : own;
};

/** The models in the endpoints' answers, by name. */
export const loadResultSchemas = async (
  endpoints: readonly AnyEndpoint[],
  convert: Convert,
): Promise<Record<string, JsonSchema>> => {
  const models = [...new Set(endpoints.flatMap(modelsOf))].toSorted();
  const loaded = await Promise.all(
    models.map(async (model) => [model, await resultLoaders[model]()] as const),
  );
  return convert(Object.fromEntries(loaded));
};

const refer = (model: ResultModel): JsonSchema => ({ $ref: `#/components/schemas/${model}` });

const resultOf = (endpoint: AnyEndpoint): JsonSchema => {
  const model = modelOf(endpoint);
  const item = model === undefined ? { type: 'object' } : refer(model);
  return endpoint.as === 'list' || endpoint.as === 'page' ? { type: 'array', items: item } : item;
};

/** What an endpoint answers with when all is well. */
export const successSchema = (endpoint: AnyEndpoint): JsonSchema => {
  const { returns, also = [], as } = endpoint;
  const properties = {
    ...(returns === undefined ? {} : { [returns]: resultOf(endpoint) }),
    ...(as === 'page' ? { pagination: refer('Pagination') } : {}),
    ok: { const: true },
  };
  const older = Object.fromEntries(also.map((name) => [name, { deprecated: true }]));
  return { type: 'object', properties: { ...properties, ...older }, required: Object.keys(properties) };
};
