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

/** A schema whose objects have no members but those it names, at any depth. */
const closeObjects = (schema: JsonSchema): JsonSchema => {
  const inside = Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [keyword, closeWithin(value)]),
  );
  // A parameter may be called `properties`, too; its type is no text.
  const names = schema['type'] === 'object' && 'properties' in schema;
  return names ? { ...inside, additionalProperties: false } : inside;
};

const closeWithin = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(closeWithin);
  return isObject(value) ? closeObjects(value) : value;
};

const formSchema = (form: Variant, mentioned: readonly string[]): JsonSchema => {
  const allowed = form.map(plainName);
  const excluded = mentioned.filter((name) => !allowed.includes(name));
  return {
    title: allowed.join(', '),
    required: form.filter((name) => !name.endsWith('?')),
    ...(excluded.length > 0 ? { not: { anyOf: excluded.map((name) => ({ required: [name] })) } } : {}),
  };
};

/** The parameters of an endpoint as a JSON body: unknown ones are refused, and some exclude each other. */
export const bodySchema = (endpoint: AnyEndpoint, params: JsonSchema): JsonSchema => {
  const { variants } = endpoint;
  const closed = closeObjects(params);
  if (!variants) return closed;
  const mentioned = [...new Set(variants.flat().map(plainName))];
  const anyOf = variants.map((form) => formSchema(form, mentioned));
  const ambiguous = ambiguousNames(endpoint).map((required) => ({ required }));
  return { ...closed, anyOf, ...(ambiguous.length > 0 ? { not: { anyOf: ambiguous } } : {}) };
};

/** From valibot's schemas to JSON Schemas. Where one of those given by name is part of another, it is referred to. */
type Convert = (schemas: Readonly<Record<string, GenericSchema>>) => Record<string, JsonSchema>;

/** Loads the library that converts. It is part of what is published, in a file of its own. */
export const loadConverter = async (): Promise<Convert> => {
  const { toJsonSchemaDefs } = await import('@valibot/to-json-schema');
  return (schemas) =>
    toJsonSchemaDefs(schemas, {
      target: 'draft-2020-12',
      // Which parameters exclude each other is said by the endpoint's forms.
      ignoreActions: ['raw_check'],
      overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
    }) as Record<string, JsonSchema>;
};

const isValibot = (schema: StandardSchema): schema is StandardSchema & GenericSchema =>
  schema['~standard'].vendor === 'valibot';

/** The parameters of an endpoint as one object. Of another library's schema nothing is known. */
export const paramsSchema = async (load: SchemaLoader, convert: Convert): Promise<JsonSchema> => {
  const schema = await load();
  return (
    (schema && isValibot(schema) ? convert({ params: schema })['params'] : undefined) ?? { type: 'object' }
  );
};

const choicesOf = (schema: JsonSchema): readonly JsonSchema[] | undefined =>
  schema['anyOf'] as readonly JsonSchema[] | undefined;

const isNull = ({ type }: JsonSchema): boolean => type === 'null';

/** Whether one text says it all. */
const isPlain = (schema: JsonSchema): boolean => {
  if (schema['type'] === 'object' || schema['type'] === 'array') return false;
  return choicesOf(schema)?.every(isPlain) ?? Object.keys(schema).length > 0;
};

/** What a text stands for that is not empty: an empty one is null. */
const withoutNull = (schema: JsonSchema): JsonSchema => {
  const choices = choicesOf(schema);
  if (!choices?.some(isNull)) return schema;
  const [first, ...others] = choices.filter((choice) => !isNull(choice));
  return others.length === 0 && first ? first : { ...schema, anyOf: [first, ...others] };
};

const isInQuery = (schema: JsonSchema): boolean =>
  schema['type'] === 'array' ? isPlain((schema['items'] ?? {}) as JsonSchema) : isPlain(schema);

const toParameter = (name: string, schema: JsonSchema, required: boolean): OpenApiParameter => {
  const parameter: OpenApiParameter = { name, in: 'query', required, schema: withoutNull(schema) };
  const mayBeEmpty = schema['type'] === 'array' || choicesOf(schema)?.some(isNull) === true;
  return mayBeEmpty ? { ...parameter, allowEmptyValue: true } : parameter;
};

/** The parameters as a query string, and the names of those that only a body can hold. */
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
  const { returns, aliases = [], as } = endpoint;
  const properties = {
    ...(returns === undefined ? {} : { [returns]: resultOf(endpoint) }),
    ...(as === 'page' ? { pagination: refer('Pagination') } : {}),
    ok: { const: true },
  };
  const older = Object.fromEntries(aliases.map((name) => [name, { deprecated: true }]));
  return { type: 'object', properties: { ...properties, ...older }, required: Object.keys(properties) };
};
