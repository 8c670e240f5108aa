import type { AnyEndpoint, Variant } from '@org/seam-core';
import {
  isObject,
  plainName,
  resultLoaders,
  type ResultModel,
  resultModels,
  resultParts,
} from '@org/seam-core/internal';
import type { GenericSchema } from 'valibot';
import { ambiguousNames } from '../input/normalize.ts';
import type { SchemaLoader, StandardSchema } from '../input/schema.ts';
import { type JsonSchema, type OpenApiParameter, propertiesOf } from './types.ts';

/** A schema whose objects accept no unknown properties, at any depth. */
const closeObjects = (schema: JsonSchema): JsonSchema => {
  const inside = Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [keyword, closeWithin(value)]),
  );
  // A parameter may be named `properties`; its value has no string type.
  const names = schema['type'] === 'object' && 'properties' in schema;
  return names ? { ...inside, additionalProperties: false } : inside;
};

const closeWithin = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(closeWithin);
  return isObject(value) ? closeObjects(value) : value;
};

const variantSchema = (variant: Variant, mentioned: readonly string[]): JsonSchema => {
  const allowed = variant.map(plainName);
  const excluded = mentioned.filter((name) => !allowed.includes(name));
  return {
    title: allowed.join(', '),
    required: variant.filter((name) => !name.endsWith('?')),
    ...(excluded.length > 0 ? { not: { anyOf: excluded.map((name) => ({ required: [name] })) } } : {}),
  };
};

/** The parameters of an endpoint as a JSON body, without unknown parameters, and with its variants. */
export const bodySchema = (endpoint: AnyEndpoint, params: JsonSchema): JsonSchema => {
  const { variants } = endpoint;
  const closed = closeObjects(params);
  if (!variants) return closed;
  const mentioned = [...new Set(variants.flat().map(plainName))];
  const anyOf = variants.map((variant) => variantSchema(variant, mentioned));
  const ambiguous = ambiguousNames(endpoint).map((required) => ({ required }));
  return { ...closed, anyOf, ...(ambiguous.length > 0 ? { not: { anyOf: ambiguous } } : {}) };
};

/** Converts valibot schemas to JSON Schemas. Named schemas inside others become references. */
type Convert = (schemas: Readonly<Record<string, GenericSchema>>) => Record<string, JsonSchema>;

/** Loads the converter when it is needed. It is bundled as a separate file. */
export const loadConverter = async (): Promise<Convert> => {
  const { toJsonSchemaDefs } = await import('@valibot/to-json-schema');
  return (schemas) =>
    toJsonSchemaDefs(schemas, {
      target: 'draft-2020-12',
      // The variants of the endpoint describe which parameters exclude each other.
      ignoreActions: ['raw_check'],
      overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
    }) as Record<string, JsonSchema>;
};

const isValibot = (schema: StandardSchema): schema is StandardSchema & GenericSchema =>
  schema['~standard'].vendor === 'valibot';

/** The parameters of an endpoint as one object; any object for a schema of another library. */
export const paramsSchema = async (load: SchemaLoader, convert: Convert): Promise<JsonSchema> => {
  const schema = await load();
  return (
    (schema && isValibot(schema) ? convert({ params: schema })['params'] : undefined) ?? { type: 'object' }
  );
};

const choicesOf = (schema: JsonSchema): readonly JsonSchema[] | undefined =>
  schema['anyOf'] as readonly JsonSchema[] | undefined;

const isNull = ({ type }: JsonSchema): boolean => type === 'null';

/** Whether a value fits into one query parameter. */
const isPlain = (schema: JsonSchema): boolean => {
  if (schema['type'] === 'object' || schema['type'] === 'array') return false;
  return choicesOf(schema)?.every(isPlain) ?? Object.keys(schema).length > 0;
};

/** The schema of a non-empty string: an empty one means null. */
const withoutNull = (schema: JsonSchema): JsonSchema => {
  const choices = choicesOf(schema);
  if (!choices?.some(isNull)) return schema;
  const [first, ...others] = choices.filter((choice) => !isNull(choice));
  return others.length === 0 && first ? first : { ...schema, anyOf: [first, ...others] };
};

const isInQuery = (schema: JsonSchema): boolean =>
  schema['type'] === 'array' ? isPlain((schema['items'] ?? {}) as JsonSchema) : isPlain(schema);

const toParameter = (name: string, described: JsonSchema, required: boolean): OpenApiParameter => {
  const { description, ...schema } = described;
  const parameter: OpenApiParameter = {
    name,
    in: 'query',
    ...(typeof description === 'string' ? { description } : {}),
    required,
    schema: withoutNull(schema),
  };
  const mayBeEmpty = schema['type'] === 'array' || choicesOf(schema)?.some(isNull) === true;
  return mayBeEmpty ? { ...parameter, allowEmptyValue: true } : parameter;
};

/** The query parameters, and the names of the parameters that only a body can contain. */
export const queryParameters = (
  params: JsonSchema,
): { parameters: OpenApiParameter[]; inBodyOnly: string[] } => {
  const required = (params['required'] ?? []) as readonly string[];
  const all = Object.entries(propertiesOf(params));
  const parameters = all
    .filter(([, schema]) => isInQuery(schema))
    .map(([name, schema]) => toParameter(name, schema, required.includes(name)));
  return { parameters, inBodyOnly: all.flatMap(([name, schema]) => (isInQuery(schema) ? [] : [name])) };
};

const modelOf = ({ path }: AnyEndpoint): ResultModel | undefined =>
  Object.hasOwn(resultModels, path) ? resultModels[path] : undefined;

const modelsOf = (endpoint: AnyEndpoint): ResultModel[] => {
  const model = modelOf(endpoint);
  const own = model === undefined ? [] : [model, ...(resultParts[model] ?? [])];
  return endpoint.as === 'page' ? [...own, 'Pagination'] : own;
};

/** The models in the responses of the endpoints, by name. */
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

/** The response body of a successful request. */
export const successSchema = (endpoint: AnyEndpoint): JsonSchema => {
  const { returns, aliases = [], as } = endpoint;
  const properties = {
    ...(returns === undefined ? {} : { [returns]: resultOf(endpoint) }),
    ...(as === 'page' ? { pagination: refer('Pagination') } : {}),
    ok: { const: true },
  };
  const older = Object.fromEntries(aliases.map((name) => [name, { deprecated: true }]));
  return { type: 'object', properties: { ...properties, ...older }, required: Object.keys(properties) };
};
