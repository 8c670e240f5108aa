import { apiError, withPagination } from '@org/seam-core/server';
import type { Collection, WorkspaceRow } from './collection.ts';
import type { World } from './world.ts';

/** The parameters that every paged list has. */
interface PageParams {
  readonly limit?: number | undefined;
  readonly page_cursor?: string | null | undefined;
}

interface PageRequest<TRow extends WorkspaceRow, TShown> {
  readonly world: World;
  readonly path: string;
  readonly collection: Collection<TRow>;
  readonly params: PageParams;
  /** Turns a stored row into what the API shows of it. */
  readonly present: (row: TRow) => TShown;
}

const fingerprint = ({ page_cursor: _, ...params }: PageParams): string =>
  JSON.stringify(params, Object.keys(params).toSorted());

const readCursor = (cursor: string, params: PageParams): number => {
  let after: unknown;
  let made: unknown;
  try {
    [after, made] = JSON.parse(atob(cursor)) as unknown[];
  } catch {
    throw apiError('invalid_input', { message: 'Invalid page_cursor' });
  }
  if (made !== fingerprint(params))
    throw apiError('mismatched_page_parameters', {
      message: 'A page_cursor goes with the parameters it was made for.',
    });
  return Number(after);
};

/**
 * One page of the rows: `limit` of them after the cursor. The cursor names a place in the order of adding, so that rows
 * deleted between two pages neither repeat nor hide others.
 */
export const page = <TRow extends WorkspaceRow, TShown>(
  rows: readonly TRow[],
  { world, path, collection, params, present }: PageRequest<TRow, TShown>,
): TShown[] => {
  const { limit = 500, page_cursor } = params;
  const after = page_cursor ? readCursor(page_cursor, params) : 0;
  const rest = rows.filter((row) => collection.sequenceOf(row) > after);
  const shown = rest.slice(0, limit);
  const last = rest.length > shown.length ? shown.at(-1) : undefined;
  const next = last ? btoa(JSON.stringify([collection.sequenceOf(last), fingerprint(params)])) : null;
  return withPagination(shown.map(present), {
    has_next_page: next !== null,
    next_page_cursor: next,
    next_page_url:
      next && `${world.endpoint}${path}?${new URLSearchParams({ page_cursor: next }).toString()}`,
  });
};
