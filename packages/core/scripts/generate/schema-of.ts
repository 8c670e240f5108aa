import type { Schema } from './document.ts';
import { toShape } from './shapes.ts';
import { longestEnum } from './type-of.ts';

const actionsOf = (schema: Schema): string[] => [
  ...(schema.type === 'integer' ? ['v.integer()'] : []),
  ...(schema.minimum === undefined
    ? []
    : [schema.exclusiveMinimum ? `v.gtValue(${schema.minimum})` : `v.minValue(${schema.minimum})`]),
  ...(schema.maximum === undefined ? [] : [`v.maxValue(${schema.maximum})`]),
  ...([schema.minLength, schema.minItems].some((bound) => bound !== undefined)
    ? [`v.minLength(${schema.minLength ?? schema.minItems})`]
    : []),
  ...([schema.maxLength, schema.maxItems].some((bound) => bound !== undefined)
    ? [`v.maxLength(${schema.maxLength ?? schema.maxItems})`]
    : []),
  ...(schema.pattern === undefined ? [] : [`v.regex(/${schema.pattern.replaceAll('/', '\\/')}/)`]),
];

const stringOf = (format: string | undefined): string => {
  switch (format) {
    case 'uuid':
      return 'uuid';
    case 'date-time':
      return 'dateTime';
    case 'email':
      return 'email';
    case 'uri':
      return 'v.pipe(v.string(), v.url())';
    default:
      return 'v.string()';
  }
};

const enumSchemaOf = (values: (string | boolean)[]): string => {
  if (values.length > longestEnum) return 'v.string()';
  return values.length === 1
    ? `v.literal(${JSON.stringify(values[0])})`
    : `v.picklist(${JSON.stringify(values)})`;
};

const plainSchemaOf = (schema: Schema): string => {
  if (schema.oneOf?.every((member) => member.enum))
    return enumSchemaOf(schema.oneOf.flatMap((member) => member.enum ?? []));
  if (schema.oneOf) return `v.union([${schema.oneOf.map(schemaOf).join(', ')}])`;
  if (schema.enum) return enumSchemaOf(schema.enum);
  if (schema.properties || schema.allOf) return objectSchemaOf(schema);
  switch (schema.type) {
    case 'string':
      return stringOf(schema.format);
    case 'number':
    case 'integer':
      return 'v.number()';
    case 'boolean':
      return 'v.boolean()';
    case 'array':
      return `v.array(${schemaOf(schema.items ?? {})})`;
    case 'object':
      return typeof schema.additionalProperties === 'object'
        ? `v.record(v.string(), ${schemaOf(schema.additionalProperties)})`
        : 'v.record(v.string(), v.unknown())';
    default:
      return 'v.unknown()';
  }
};

const objectSchemaOf = (schema: Schema): string => {
  const { properties, required } = toShape(schema);
  const entries = Object.entries(properties).map(([name, property]) => {
    const value = schemaOf(property);
    return `${name}: ${required.includes(name) ? value : `v.optional(${value})`}`;
  });
  return `v.object({ ${entries.join(', ')} })`;
};

/** A schema as a valibot expression. */
export const schemaOf = (schema: Schema): string => {
  const actions = actionsOf(schema);
  const plain = plainSchemaOf(schema);
  const piped = actions.length > 0 ? `v.pipe(${[plain, ...actions].join(', ')})` : plain;
  return schema.nullable ? `v.nullable(${piped})` : piped;
};
