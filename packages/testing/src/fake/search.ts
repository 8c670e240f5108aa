import { apiError } from '@org/seam-server';
import type { Collection, WorkspaceRow } from './collection.ts';

/** Custom metadata as stored. */
type Metadata = Record<string, string | boolean>;

/**
 * Whether a row has all metadata of a filter. Without a filter: true. Values are compared as text, because a query string
 * has no booleans. An empty text does not filter, and `null` finds rows without the key.
 */
export const hasMetadata = (
  wanted: Readonly<Record<string, string | boolean | null>> | undefined,
  { custom_metadata }: { readonly custom_metadata: Metadata },
): boolean =>
  Object.entries(wanted ?? {}).every(([key, value]) => {
    if (value === '') return true;
    const isStored = Object.hasOwn(custom_metadata, key);
    return value === null ? !isStored : isStored && String(custom_metadata[key]) === String(value);
  });

const maxMetadataKeys = 50;

/**
 * Custom metadata as stored: without keys whose value is `null` or an empty string.
 * @throws SeamInvalidInputError when more than 50 keys remain
 */
export const cleanMetadata = (metadata: Readonly<Record<string, string | boolean | null>> = {}): Metadata => {
  const entries = Object.entries(metadata).filter(
    (entry): entry is [string, string | boolean] => entry[1] !== null && entry[1] !== '',
  );
  if (entries.length > maxMetadataKeys)
    throw apiError('invalid_input', {
      message: `custom_metadata can have ${maxMetadataKeys} keys at most; got ${entries.length}.`,
    });
  return Object.fromEntries(entries);
};

type WithoutUndefined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The same object without the properties that are `undefined`. */
export const omitUndefined = <T extends object>(params: T): WithoutUndefined<T> =>
  Object.fromEntries(
    Object.entries(params).filter(([, value]) => value !== undefined),
  ) as WithoutUndefined<T>;

/** Merges rows of several lookups: without duplicates, in insertion order. */
export const inOrder = <TRow extends WorkspaceRow>(
  collection: Collection<TRow>,
  rows: Iterable<TRow | undefined>,
): TRow[] =>
  [...new Set(rows)]
    .filter((row) => row !== undefined)
    .toSorted((a, b) => collection.sequenceOf(a) - collection.sequenceOf(b));

/** Whether a field contains the search text, ignoring case. Without a search: true. */
export const matches = (
  search: string | undefined,
  fields: readonly (string | null | undefined)[],
): boolean =>
  search === undefined ||
  fields.some((field) => field?.toLowerCase().includes(search.toLowerCase()) ?? false);

/** Whether a filter is omitted or equals the value. */
export const isWanted = <TValue>(wanted: TValue | undefined, value: TValue): boolean =>
  wanted === undefined || wanted === value;

/** Whether a filter is omitted or includes the value. */
export const isAmong = <TValue>(wanted: readonly TValue[] | undefined, value: TValue): boolean =>
  wanted?.includes(value) ?? true;

/** Whether a filter is omitted or later than `created_at`. */
export const isBefore = (moment: string | undefined, created_at: string): boolean =>
  moment === undefined || Date.parse(created_at) < Date.parse(moment);
