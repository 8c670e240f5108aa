import { propertiesOf, type JsonSchema } from './json-schema.ts';
import type { OpenApiParameter } from './document.ts';

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
