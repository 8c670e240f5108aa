import { resolve, type Schema } from './document.ts';
import type { Variant } from '../../src/contract/endpoint.ts';
import type { Documentation } from './glossary.ts';
import { toModel, toPascal } from './names.ts';
import { toShape, type Shape } from './shapes.ts';

/** Where a schema will stand: the names it imports are collected, and what may still grow is left open. */
export interface SchemaContext {
  imports: Set<string>;
  /** Results keep undocumented members that always arrive, and enums the server may extend. */
  side: 'params' | 'result';
}

/** Where a type will stand, and the documentation of its members. */
export interface TypeContext extends SchemaContext {
  documentation: Documentation;
  /** The named type, and the properties that lead from it to this type. */
  place: readonly string[];
}

const literal = (value: string | boolean): string => JSON.stringify(value);

/** Longer lists, such as time zones, are not defined by the API. */
export const longestEnum = 100;

const enumOf = (values: (string | boolean)[], { side }: SchemaContext): string => {
  if (values.length > longestEnum) return 'string';
  const known = values.map(literal).join(' | ');
  const grows = side === 'result' && values.length > 1 && typeof values[0] === 'string';
  return grows ? `${known} | (string & {})` : known;
};

const isEnumUnion = (schema: Schema) => schema.oneOf?.every((member) => member.enum) ?? false;

/** Whether a schema is one of its members, and not an object that they add properties to. */
export const splitsInto = (schema: Schema, members: Schema[]): boolean =>
  !members.some((member) => member.properties && !schema.discriminator && schema.properties);

/** A braced member needs no brackets of its own, a union does. */
const arrayOf = (type: string): string => (type.includes('|') ? `(${type})[]` : `${type}[]`);

const plainTypeOf = (schema: Schema, context: TypeContext): string => {
  if (schema.$ref) {
    const type = toModel(resolve(schema.$ref).name);
    context.imports.add(type);
    return type;
  }
  if (isEnumUnion(schema)) return enumOf(schema.oneOf?.flatMap((member) => member.enum ?? []) ?? [], context);
  if (schema.oneOf && splitsInto(schema, schema.oneOf))
    return schema.oneOf.map((member) => typeOf(member, context)).join(' | ');
  if (schema.enum) return enumOf(schema.enum, context);
  if (schema.allOf || schema.properties) return objectTypeOf(schema, context);
  switch (schema.type) {
    case 'string':
      if (schema.format === 'uuid') return named('Uuid', context);
      return schema.format === 'date-time' ? named('DateTime', context) : 'string';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'array':
      return arrayOf(typeOf(schema.items ?? {}, context));
    case 'object':
      return typeof schema.additionalProperties === 'object'
        ? `Record<string, ${typeOf(schema.additionalProperties, context)}>`
        : 'Record<string, unknown>';
    default:
      return 'unknown';
  }
};

const named = (type: string, context: TypeContext): string => {
  context.imports.add(type);
  return type;
};

/** Whether a schema accepts only null. */
export const isNullOnly = (schema: Schema): boolean =>
  schema.nullable === true && Object.keys(schema).every((key) => key === 'nullable' || key === 'description');

/** A schema as a TypeScript type. */
export const typeOf = (schema: Schema, context: TypeContext): string => {
  if (isNullOnly(schema)) return 'null';
  const type = plainTypeOf(schema, context);
  return schema.nullable ? `${type} | null` : type;
};

/** A comment of one line above a declaration. */
export const commentOf = (text: string): string => `/** ${text} */\n`;

const memberComment = (text: string, schema: Schema): string => {
  const value = schema.default === undefined ? '' : ` Default: \`${JSON.stringify(schema.default)}\`.`;
  return schema.deprecated
    ? `/**\n * ${text}${value}\n * @deprecated\n */`
    : commentOf(text + value).trimEnd();
};

/** One property as it stands inside a type literal. */
export const memberOf = (
  name: string,
  schema: Schema,
  context: TypeContext & { required: boolean },
): string => {
  const place = [...context.place, name];
  const type = typeOf(schema, { ...context, place });
  const comment = memberComment(context.documentation.field(place), schema);
  const [mark, rest] = context.required ? ['', ''] : ['?', ' | undefined'];
  return `${comment}\n${name}${mark}: ${type}${rest};`;
};

const membersOf = ({ properties, required }: Shape, context: TypeContext): string =>
  Object.entries(properties)
    .map(([name, schema]) => memberOf(name, schema, { ...context, required: required.includes(name) }))
    .join('\n');

/** An object's properties, `allOf` flattened; in results with the undocumented ones that always arrive. */
export const toTypeShape = (schema: Schema, { side }: Pick<SchemaContext, 'side'>): Shape => {
  const { properties, required } = toShape(schema);
  if (side === 'params' || !schema.properties) return { properties, required };
  const always = schema.required ?? [];
  const added = always.filter((name) => !Object.hasOwn(properties, name));
  const all = Object.fromEntries(added.map((name) => [name, schema.properties?.[name] ?? {}]));
  return { properties: { ...properties, ...all }, required: [...new Set([...required, ...always])] };
};

/** An object schema as a type literal. */
const objectTypeOf = (schema: Schema, context: TypeContext): string => {
  const members = membersOf(toTypeShape(schema, context), context);
  return members ? `{\n${members}\n}` : 'Record<string, unknown>';
};

interface VariantType {
  /** `AcsUsersDeleteParamsByAcsUserId` */
  readonly name: string;
  readonly variant: Variant;
}

/** The variants of parameters, each named by the parameters that it requires, or by all where that name is taken. */
export const variantsOf = (type: string, { variants }: Shape): VariantType[] | undefined => {
  const names = new Set<string>();
  return variants?.map((variant) => {
    const required = variant.filter((name) => !name.endsWith('?'));
    const choices = [required, variant, ['nothing']].map((chosen) =>
      chosen.map((name) => toPascal(name.replace('?', ''))).join('And'),
    );
    const free = choices.find((choice) => choice !== '' && !names.has(choice)) ?? '';
    names.add(free);
    return { name: `${type}By${free}`, variant };
  });
};

/** Parameters as a declaration: an interface, or a union of interfaces where some of them exclude each other. */
export const paramsTypeOf = (type: string, shape: Shape, context: TypeContext): string => {
  const names = Object.keys(shape.properties);
  const variants = variantsOf(type, shape);
  if (names.length === 0) return `export type ${type} = ${named('NoParams', context)};`;
  if (!variants) return `export interface ${type} {\n${membersOf(shape, context)}\n}`;

  const mentioned = new Set(variants.flatMap(({ variant }) => variant.map((name) => name.replace('?', ''))));
  const common = Object.entries(shape.properties).filter(([name]) => !mentioned.has(name));
  const base = `${type}Common`;
  const declarations = variants.map(({ name, variant }) => {
    const members = variant.map((given) => {
      const plain = given.replace('?', '');
      return memberOf(plain, shape.properties[plain] ?? {}, { ...context, required: plain === given });
    });
    const others = [...mentioned].filter(
      (other) => !variant.includes(other) && !variant.includes(`${other}?`),
    );
    const body = [...members, ...others.map((other) => `${other}?: undefined;`)].join('\n');
    return `export interface ${name}${common.length > 0 ? ` extends ${base}` : ''} {\n${body}\n}`;
  });
  return [
    `export type ${type} = ${variants.map(({ name }) => name).join(' | ')};`,
    ...(common.length > 0
      ? [
          `interface ${base} {\n${membersOf({ ...shape, properties: Object.fromEntries(common) }, context)}\n}`,
        ]
      : []),
    ...declarations,
  ].join('\n\n');
};
