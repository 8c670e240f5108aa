import type { Variant } from '../../src/contract/endpoint.ts';
import { resolve, type Schema } from './document.ts';

/** An object's documented properties, with the ways in which some of them exclude each other. */
export interface Shape {
  properties: Record<string, Schema>;
  required: string[];
  variants?: readonly Variant[];
}

interface ShapeVariant {
  properties: Record<string, Schema>;
  required: string[];
}

const merge = (a: ShapeVariant, b: ShapeVariant): ShapeVariant => ({
  properties: { ...a.properties, ...b.properties },
  required: [...new Set([...a.required, ...b.required])],
});

const variantsOf = (schema: Schema): ShapeVariant[] => {
  if (schema.$ref) return variantsOf(resolve(schema.$ref).schema);
  const own: ShapeVariant[] = [
    {
      properties: Object.fromEntries(
        Object.entries(schema.properties ?? {}).filter(([, property]) => !property['x-undocumented']),
      ),
      required: schema.required ?? [],
    },
  ];
  const cross = (left: ShapeVariant[], right: ShapeVariant[]) =>
    left.flatMap((a) => right.map((b) => merge(a, b)));
  const withAll = (schema.allOf ?? []).map(variantsOf).reduce(cross, own);
  return schema.oneOf ? cross(withAll, schema.oneOf.flatMap(variantsOf)) : withAll;
};

/** One schema for what a property is in several variants. */
const unite = (schemas: Schema[]): Schema => {
  const different = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
  const [only, another] = different;
  if (!another) return only ?? {};
  if (!different.every((schema) => schema.enum)) return { oneOf: different };
  return { ...another, enum: [...new Set(different.flatMap((schema) => schema.enum ?? []))] };
};

const namesOf = (variant: Variant): string[] => variant.map((name) => name.replace('?', ''));

/** Whether a variant accepts every combination of parameters that another one does. */
const includes = (variant: Variant, other: Variant): boolean =>
  namesOf(other).every((name) => namesOf(variant).includes(name)) &&
  variant.every((name) => name.endsWith('?') || other.includes(name));

/** The variants without those that another one includes; of two equal ones, the first stays. */
const withoutIncluded = (variants: readonly Variant[]): Variant[] =>
  variants.filter((variant, index) =>
    variants.every(
      (other, at) => at === index || !includes(other, variant) || (at > index && includes(variant, other)),
    ),
  );

/** Flattens `allOf` and `oneOf` of objects into one list of properties and the variants they come in. */
export const toShape = (schema: Schema): Shape => {
  const alternatives = variantsOf(schema);
  const names = [...new Set(alternatives.flatMap((variant) => Object.keys(variant.properties)))];
  const properties = Object.fromEntries(
    names.map((name) => [name, unite(alternatives.flatMap((variant) => variant.properties[name] ?? []))]),
  );
  const inAll = (name: string) => alternatives.every((variant) => name in variant.properties);
  const required = names.filter(
    (name) => inAll(name) && alternatives.every((variant) => variant.required.includes(name)),
  );
  if (alternatives.length === 1) return { properties, required };

  const isRequiredInSome = (name: string) => alternatives.some((variant) => variant.required.includes(name));
  const variants = withoutIncluded(
    alternatives.map((variant) =>
      Object.keys(variant.properties)
        .filter((name) => !inAll(name) || (isRequiredInSome(name) && !required.includes(name)))
        .map((name) => (variant.required.includes(name) ? name : `${name}?`)),
    ),
  );
  const isFree = variants.length === 1 && variants[0]?.every((name) => name.endsWith('?'));
  return { properties, required, ...(isFree ? {} : { variants }) };
};
