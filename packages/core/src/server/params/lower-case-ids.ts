import { unwrap, type SchemaShape } from './schema-shape.ts';

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Also in the middle, as in `acs_credential_id_on_seam`. */
const isId = /(?:^|_)ids?(?:_|$)/;

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value));

const lower = (name: string, value: unknown, schema: SchemaShape | undefined): unknown => {
  if (typeof value === 'string') return isId.test(name) && uuid.test(value) ? value.toLowerCase() : value;
  const shape = unwrap(schema);
  if (Array.isArray(value)) return value.map((item) => lower(name, item, shape.item));
  // The names in a record are the caller's own, and so is what they stand for.
  return isPlain(value) && shape.type !== 'record' ? lowerCaseIds(value, shape) : value;
};

/**
 * The parameters with their UUIDs in lower case, so that whoever decides and whoever acts compare the same text.
 *
 * @param schema says which parameters are records
 */
export const lowerCaseIds = (
  params: Readonly<Record<string, unknown>>,
  schema: object | undefined,
): Record<string, unknown> => {
  const { entries = {} } = unwrap(schema);
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, lower(name, value, entries[name])]),
  );
};
