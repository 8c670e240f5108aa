import type { Collection, WorkspaceRow } from '../../collection.ts';

/** Rows from several look-ups as one list: each once, in the order they were added. */
export const inOrder = <TRow extends WorkspaceRow>(
  collection: Collection<TRow>,
  rows: Iterable<TRow | undefined>,
): TRow[] =>
  [...new Set(rows)]
    .filter((row) => row !== undefined)
    .toSorted((a, b) => collection.sequenceOf(a) - collection.sequenceOf(b));
