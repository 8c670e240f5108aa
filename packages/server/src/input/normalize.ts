import type { AnyEndpoint, Variant } from '@org/seam-core';
import { plainName } from '@org/seam-core/internal';
import { invalidParams } from '../http/api-error.ts';
import { type SchemaShape, unwrap } from './schema.ts';

type Params = Readonly<Record<string, unknown>>;

/** Freezes a JSON value at any depth. */
export const deepFreeze = <TValue>(value: TValue): TValue => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
};

const requiredBy = (variant: Variant): readonly string[] => variant.filter((name) => !name.endsWith('?'));

const isSubset = (names: readonly string[], others: readonly string[]): boolean =>
  names.every((name) => others.includes(name));

/**
 * Returns the sets of parameters that an endpoint accepts together although each part identifies the resource, such as the id
 * and the name of a device. Authorization could check the one, and Seam could use the other.
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
        variants.some((variant) => isSubset(names, variant.map(plainName))) &&
        // A variant that requires all of them identifies one resource with them.
        !required.some((variant) => isSubset(names, variant)),
    );
};

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Also in the middle, as in `acs_credential_id_on_seam`. */
const isId = /(?:^|_)ids?(?:_|$)/;

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value));

const normalizeValue = (name: string, value: unknown, schema: SchemaShape | undefined): unknown => {
  if (typeof value === 'string') return isId.test(name) && uuid.test(value) ? value.toLowerCase() : value;
  const shape = unwrap(schema);
  if (Array.isArray(value)) return value.map((item) => normalizeValue(name, item, shape.item));
  // The names and values of a record are the caller's own.
  return isPlain(value) && shape.type !== 'record' ? normalizeUuids(value, shape) : value;
};

/**
 * Converts UUIDs to lower case, so that authorization and the handler compare the same text.
 *
 * @param schema defines which parameters are records, which do not change
 */
export const normalizeUuids = (params: Params, schema: object | undefined): Record<string, unknown> => {
  const { entries = {} } = unwrap(schema);
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, normalizeValue(name, value, entries[name])]),
  );
};

const ambiguousNamesByEndpoint = new WeakMap<AnyEndpoint, ReturnType<typeof ambiguousNames>>();

/** @throws SeamInvalidInputError when the parameters identify a resource in two ways, which may be two resources */
export const rejectAmbiguous = (endpoint: AnyEndpoint, params: Params): void => {
  const ambiguous = ambiguousNamesByEndpoint.get(endpoint) ?? ambiguousNames(endpoint);
  ambiguousNamesByEndpoint.set(endpoint, ambiguous);
  const sent = ambiguous.find((names) => names.every((name) => params[name] !== undefined));
  if (sent)
    throw invalidParams([
      { path: [], message: `${sent.join(', ')} may refer to different resources: pass only one of them` },
    ]);
};

const hasEmptyString = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).some((member) => member === '' || hasEmptyString(member));

/**
 * Drops empty strings where the parameters go into a query string, which cannot carry them: authorization would check more
 * than is sent. Returns the same object when there are none.
 *
 * @throws SeamInvalidInputError when one is inside an array or an object, which would be a different value without it
 */
export const dropEmptyStrings = ({ verb }: AnyEndpoint, params: Params): Params => {
  if (verb !== 'GET' && verb !== 'DELETE') return params;
  for (const [name, value] of Object.entries(params))
    if (hasEmptyString(value)) throw invalidParams([{ path: [name], message: 'Empty string' }]);
  const entries = Object.entries(params);
  const kept = entries.filter(([, value]) => value !== '');
  return kept.length === entries.length ? params : Object.fromEntries(kept);
};
