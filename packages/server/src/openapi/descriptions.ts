import { type ContractTexts, isObject, keyOf } from '@org/seam-core/internal';
import { type JsonSchema, propertiesOf } from './types.ts';

const textAt = (texts: ContractTexts['fields'], place: readonly string[]): string | undefined => {
  const key = keyOf(texts, place);
  return key === undefined ? undefined : texts[key];
};

/** A schema with a text. Its own description takes precedence: an application may have written it. */
const withText = (schema: JsonSchema, text: string | undefined): JsonSchema =>
  text === undefined ? schema : { description: text, ...schema };

/** Keywords whose value is a schema, or a list of schemas, of the same place. */
const samePlace = ['items', 'anyOf', 'oneOf', 'allOf', 'additionalProperties'];

/**
 * Adds the text of each field to its schema, at any depth.
 * @param place the type of the schema, and the properties that lead to it
 */
export const describeFields = (
  schema: JsonSchema,
  place: readonly string[],
  texts: ContractTexts,
): JsonSchema => {
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside);
    return isObject(value) ? describeFields(value, place, texts) : value;
  };
  const parts = samePlace.flatMap((keyword) =>
    keyword in schema ? [[keyword, inside(schema[keyword])] as const] : [],
  );
  const fields = Object.entries(propertiesOf(schema)).map(([name, field]) => {
    const at = [...place, name];
    return [name, withText(describeFields(field, at, texts), textAt(texts.fields, at))] as const;
  });
  return {
    ...schema,
    ...Object.fromEntries(parts),
    ...(fields.length > 0 ? { properties: Object.fromEntries(fields) } : {}),
  };
};

/** The event type or the action type of a member of a union. */
const tagOf = (schema: JsonSchema): string | undefined => {
  const { event_type, action_type } = propertiesOf(schema);
  const value = (event_type ?? action_type)?.['const'];
  return typeof value === 'string' ? value : undefined;
};

/** Adds the texts of a model, of the members of a union, and of their fields. */
export const describeModel = (schema: JsonSchema, model: string, texts: ContractTexts): JsonSchema => {
  const described = describeFields(schema, [model], texts);
  const members = described['anyOf'];
  const union = Array.isArray(members)
    ? { anyOf: members.map((member: JsonSchema) => withText(member, texts.models[tagOf(member) ?? ''])) }
    : {};
  return withText({ ...described, ...union }, texts.models[model]);
};
