import type { AnyEndpoint, Variant } from '@org/seam-core';
import { invalidInput, plainName } from '@org/seam-core/internal';
import { type SchemaShape, unwrap } from './schema.ts';

/** Freezes a value of JSON and all that is in it. */
export const deepFreeze = <TValue>(value: TValue): TValue => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
};

const requiredBy = (form: Variant): readonly string[] => form.filter((name) => !name.endsWith('?'));

const isWithin = (names: readonly string[], others: readonly string[]): boolean =>
  names.every((name) => others.includes(name));

/**
 * Names that an endpoint takes together although each part of them says by itself what is meant, as a device's id and its
 * name do. Whoever decides may go by the one, and Seam by the other.
 */
export const ambiguousNames = ({
  variants = [],
}: Pick<AnyEndpoint, 'variants'>): readonly (readonly string[])[] => {
  const required = variants.map(requiredBy);
  return required
    .flatMap((one, index) =>
      required
        .slice(index + 1)
        .filter((other) => !one.some((name) => other.includes(name)))
        .map((other) => one.concat(other)),
    )
    .filter(
      (names) =>
        variants.some((form) => isWithin(names, form.map(plainName))) &&
        // Where all of them are needed together, they say one thing.
        !required.some((form) => isWithin(names, form)),
    );
};

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
  return isPlain(value) && shape.type !== 'record' ? normalizeUuids(value, shape) : value;
};

/**
 * The parameters with their UUIDs in lower case, so that whoever decides and whoever acts compare the same text.
 *
 * @param schema says which parameters are records
 */
export const normalizeUuids = (
  params: Readonly<Record<string, unknown>>,
  schema: object | undefined,
): Record<string, unknown> => {
  const { entries = {} } = unwrap(schema);
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, lower(name, value, entries[name])]),
  );
};

/** Found once for each endpoint: a call is asked about often. */
const found = new WeakMap<AnyEndpoint, ReturnType<typeof ambiguousNames>>();

/** @throws SeamInvalidInputError when one thing is named in two ways, which may be two things */
export const refuseAmbiguous = (endpoint: AnyEndpoint, params: Readonly<Record<string, unknown>>): void => {
  const ambiguous = found.get(endpoint) ?? ambiguousNames(endpoint);
  found.set(endpoint, ambiguous);
  const given = ambiguous.find((names) => names.every((name) => params[name] !== undefined));
  if (given)
    throw invalidInput(
      [{ path: [], message: `${given.join(', ')} may refer to different resources: pass only one of them` }],
      '',
      'rejected',
    );
};

const holdsEmpty = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).some((member) => member === '' || holdsEmpty(member));

/**
 * The parameters without empty texts, where they will travel in a query string: it cannot say them, and whoever decides
 * would see more than is sent. The same object when there are none.
 *
 * @throws SeamInvalidInputError when one is inside a list or an object, which would be another one without it
 */
export const dropEmptyStrings = (
  { verb }: AnyEndpoint,
  params: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  if (verb !== 'GET' && verb !== 'DELETE') return params;
  for (const [name, value] of Object.entries(params))
    if (holdsEmpty(value)) throw invalidInput([{ path: [name], message: 'Empty string' }], '', 'rejected');
  const entries = Object.entries(params);
  const kept = entries.filter(([, value]) => value !== '');
  return kept.length === entries.length ? params : Object.fromEntries(kept);
};
