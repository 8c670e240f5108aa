import { resolve, type Schema } from './document.ts';
import { toModel } from './names.ts';
import { isNullOnly, longestEnum, splitsInto, toTypeShape, type SchemaContext } from './type-of.ts';

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

const enumSchemaOf = (values: (string | boolean)[], { side }: SchemaContext): string => {
  if (values.length > longestEnum) return 'v.string()';
  if (values.length === 1) return `v.literal(${JSON.stringify(values[0])})`;
  const known = JSON.stringify(values);
  const grows = side === 'result' && typeof values[0] === 'string';
  return grows ? `v.pipe(v.string(), v.examples(${known}))` : `v.picklist(${known})`;
};

const referenceTo = (ref: string, { imports }: SchemaContext): string => {
  const model = toModel(resolve(ref).name);
  imports.add(model);
  return constOf(model);
};

const plainSchemaOf = (schema: Schema, context: SchemaContext): string => {
  if (schema.$ref) return referenceTo(schema.$ref, context);
  if (schema.oneOf?.every((member) => member.enum))
    return enumSchemaOf(
      schema.oneOf.flatMap((member) => member.enum ?? []),
      context,
    );
  if (schema.oneOf && splitsInto(schema, schema.oneOf)) {
    const members = schema.oneOf.map((member) => schemaOf(member, context));
    return members.length === 1 ? members.join('') : `v.union([${members.join(', ')}])`;
  }
  if (schema.enum) return enumSchemaOf(schema.enum, context);
  if (schema.properties || schema.allOf) return objectSchemaOf(schema, context);
  switch (schema.type) {
    case 'string':
      return stringOf(schema.format);
    case 'number':
    case 'integer':
      return 'v.number()';
    case 'boolean':
      return 'v.boolean()';
    case 'array':
      return `v.array(${schemaOf(schema.items ?? {}, context)})`;
    case 'object':
      return typeof schema.additionalProperties === 'object'
        ? `v.record(v.string(), ${schemaOf(schema.additionalProperties, context)})`
        : 'v.record(v.string(), v.unknown())';
    default:
      return 'v.unknown()';
  }
};

const objectSchemaOf = (schema: Schema, context: SchemaContext): string => {
  const { properties, required } = toTypeShape(schema, context);
  const entries = Object.entries(properties).map(([name, property]) => {
    const value = schemaOf(property, context);
    return `${name}: ${required.includes(name) ? value : `v.optional(${value})`}`;
  });
  return entries.length > 0 ? `v.object({ ${entries.join(', ')} })` : 'v.record(v.string(), v.unknown())';
};

/** The name of the constant that holds a model's schema. */
export const constOf = (model: string): string => model.charAt(0).toLowerCase() + model.slice(1);

/** A schema as a valibot expression. */
export const schemaOf = (schema: Schema, context: SchemaContext): string => {
  if (isNullOnly(schema)) return 'v.null()';
  const actions = actionsOf(schema);
  const plain = plainSchemaOf(schema, context);
  const piped = actions.length > 0 ? `v.pipe(${[plain, ...actions].join(', ')})` : plain;
  return schema.nullable ? `v.nullable(${piped})` : piped;
};
