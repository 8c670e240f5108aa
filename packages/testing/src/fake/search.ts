import type { Collection, WorkspaceRow } from './collection.ts';

/** Custom metadata as stored. */
type Metadata = Record<string, string | boolean>;

/** Whether a row has all the metadata that a filter asks for. No filter lets all through. */
export const hasMetadata = (
  wanted: Metadata | undefined,
  { custom_metadata }: { readonly custom_metadata: Metadata },
): boolean => Object.entries(wanted ?? {}).every(([key, value]) => custom_metadata[key] === value);

/** Custom metadata as it is kept: a key that is given as `null` or as an empty text is left out. */
export const cleanMetadata = (given: Readonly<Record<string, string | boolean | null>> = {}): Metadata =>
  Object.fromEntries(
    Object.entries(given).filter(
      (entry): entry is [string, string | boolean] => entry[1] !== null && entry[1] !== '',
    ),
  );

type WithoutUndefined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The same object without the properties that are `undefined`. */
export const omitUndefined = <T extends object>(params: T): WithoutUndefined<T> =>
  Object.fromEntries(
    Object.entries(params).filter(([, value]) => value !== undefined),
  ) as WithoutUndefined<T>;

/** Rows from several look-ups as one list: each once, in the order they were added. */
export const inOrder = <TRow extends WorkspaceRow>(
  collection: Collection<TRow>,
  rows: Iterable<TRow | undefined>,
): TRow[] =>
  [...new Set(rows)]
    .filter((row) => row !== undefined)
    .toSorted((a, b) => collection.sequenceOf(a) - collection.sequenceOf(b));

/** Whether any of the fields contains what is searched for, whatever the case. No search matches all. */
export const matches = (
  search: string | undefined,
  fields: readonly (string | null | undefined)[],
): boolean =>
  search === undefined ||
  fields.some((field) => field?.toLowerCase().includes(search.toLowerCase()) ?? false);

/** Whether a filter that was not given, or has the value, lets a row through. */
export const isWanted = <TValue>(wanted: TValue | undefined, value: TValue): boolean =>
  wanted === undefined || wanted === value;

/** The same for a filter of several values. */
export const isAmong = <TValue>(wanted: readonly TValue[] | undefined, value: TValue): boolean =>
  wanted?.includes(value) ?? true;

/** Whether a row is older than a filter's moment. */
export const isBefore = (moment: string | undefined, created_at: string): boolean =>
  moment === undefined || Date.parse(created_at) < Date.parse(moment);
