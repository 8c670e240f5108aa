import type { Metadata } from './has-metadata.ts';

/** Custom metadata as it is kept: a key that is given as `null` or as an empty text is left out. */
export const cleanMetadata = (given: Readonly<Record<string, string | boolean | null>> = {}): Metadata =>
  Object.fromEntries(
    Object.entries(given).filter(
      (entry): entry is [string, string | boolean] => entry[1] !== null && entry[1] !== '',
    ),
  );
