import { openapi } from '@seamapi/types/connect';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

interface Document {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  readonly paths: Readonly<
    Record<string, { readonly post?: { readonly responses: Readonly<Record<string, Response>> } }>
  >;
}

interface Response {
  readonly content?: { readonly 'application/json': { readonly schema: Schema } };
}

/** Schemas that apply together. */
type Reading = readonly Schema[];

const { components, paths } = openapi as unknown as Document;

const combine = (left: Reading[], right: Reading[]): Reading[] =>
  left.flatMap((one) => right.map((other) => [...one, ...other]));

/** All ways to read a schema: one for each alternative, combined with the other schemas. */
const readingsOf = ({ $ref, oneOf, anyOf = oneOf, allOf = [], ...own }: Schema): Reading[] => {
  if ($ref !== undefined) return readingsOf(components.schemas[$ref.split('/').at(-1) ?? ''] ?? {});
  const besides = allOf.map(readingsOf);
  const alternatives = anyOf ? [anyOf.flatMap(readingsOf)] : [];
  return [...besides, ...alternatives].reduce(combine, [[own]]);
};

/** Whether a value matches an alternative: by its type and its constants. */
const isMeant = (reading: Reading, value: Readonly<Record<string, unknown>>): boolean =>
  reading.every(
    ({ type = 'object', properties = {} }) =>
      type === (Array.isArray(value) ? 'array' : 'object') &&
      Object.entries(properties).every(([name, known]) => known.enum?.includes(value[name]) ?? true),
  );

const isOpen = (reading: Reading): boolean =>
  reading.every(({ properties }) => properties === undefined) ||
  reading.some(({ additionalProperties = false }) => additionalProperties !== false);

const unknownIn = (schema: Schema, value: unknown, at: string): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  const object = value as Readonly<Record<string, unknown>>;
  const inReading = (reading: Reading): string[] =>
    Object.entries(object).flatMap(([name, inner]) => {
      const allOf = reading.flatMap(({ items, properties, additionalProperties }) => {
        const other = typeof additionalProperties === 'object' ? additionalProperties : undefined;
        return (Array.isArray(value) ? items : (properties?.[name] ?? other)) ?? [];
      });
      if (allOf.length > 0) return unknownIn({ allOf }, inner, `${at}/${name}`);
      return isOpen(reading) ? [] : [`${at}/${name}`];
    });
  const readings = readingsOf(schema);
  const meant = readings.filter((reading) => isMeant(reading, object));
  const [least = []] = (meant.length > 0 ? meant : readings)
    .map(inReading)
    .toSorted((one, other) => one.length - other.length);
  return least;
};

/** The locations of the response's properties that are not in the document. */
export const unknownProperties = (path: string, body: unknown): string[] => {
  const { content } = paths[path]?.post?.responses['200'] ?? {};
  return content ? unknownIn(content['application/json'].schema, body, path) : [];
};
