import { isObject } from '../../is-object.ts';
import type { JsonSchema } from './json-schema.ts';

/** A schema whose objects have no members but those it names, at any depth. */
export const closeObjects = (schema: JsonSchema): JsonSchema => {
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
