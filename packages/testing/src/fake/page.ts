import { apiError } from '@org/seam-server';
import { toQuery, withPagination } from '@org/seam-core/internal';
import { visibleToSession } from '../access/session.ts';
import type { Collection, WorkspaceRow } from './collection.ts';
import type { WorldContext } from './world.ts';

/** The parameters that every paged list has. */
interface PageParams {
  readonly limit?: number | undefined;
  readonly page_cursor?: string | null | undefined;
}

interface PageRequest<TRow extends WorkspaceRow, TShown> {
  readonly params: PageParams;
  /** The page size without a `limit`. Default: 500. */
  readonly defaultLimit?: number;
  /** Candidate rows from an index, in insertion order. Default: the whole collection. */
  readonly among?: readonly TRow[] | undefined;
  /** Which rows of the caller's workspace are listed. Default: all. */
  readonly where?: (row: TRow) => boolean;
  /** Converts a stored row to its API representation. */
  readonly present: (row: TRow) => TShown;
}

/** The parameters without the cursor as a query string, the same however they were sent. */
const queryOf = ({ page_cursor: _, ...params }: PageParams): string => toQuery(params);

/** A short fingerprint (FNV-1a, twice with 32 bits) of a list: its path and its parameters. */
const fingerprint = (list: string): string => {
  let [one, other] = [0x811c9dc5, 0x01000193];
  for (let index = 0; index < list.length; index += 1) {
    const code = list.charCodeAt(index);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x85ebca6b);
  }
  return (one >>> 0).toString(16) + (other >>> 0).toString(16);
};

const readCursor = (cursor: string, list: string): number => {
  let after: unknown;
  let made: unknown;
  try {
    [after, made] = JSON.parse(atob(cursor)) as unknown[];
  } catch {
    throw apiError('invalid_input', { message: 'Invalid page_cursor' });
  }
  if (made !== fingerprint(list))
    throw apiError('mismatched_page_parameters', {
      message: 'page_cursor requires the parameters of the request that returned it.',
    });
  return Number(after);
};

const writeCursor = (after: number, list: string): string => btoa(JSON.stringify([after, fingerprint(list)]));

/** The query string of the next page. */
const nextQuery = (query: string, cursor: string): string =>
  `${query || '?_strict=true'}&page_cursor=${encodeURIComponent(cursor)}`;

/**
 * One page of a collection: `limit` rows after the cursor that the caller may see. The cursor is a position in insertion
 * order, so deletions between two pages neither repeat nor skip rows. Reads no more rows than the page needs.
 */
export const page = <TRow extends WorkspaceRow, TShown>(
  collection: Collection<TRow>,
  context: WorldContext,
  { params, defaultLimit = 500, among, where = () => true, present }: PageRequest<TRow, TShown>,
): TShown[] => {
  const { world, workspace_id, endpoint, baseUrl = world.endpoint } = context;
  const { limit = defaultLimit, page_cursor } = params;
  if (!(limit > 0)) throw apiError('invalid_input', { message: 'Number must be greater than 0 for "limit"' });
  const after = page_cursor ? readCursor(page_cursor, endpoint.path + queryOf(params)) : 0;
  const isVisible = visibleToSession(context);
  const found: TRow[] = [];
  for (const row of among?.filter((row) => collection.sequenceOf(row) > after) ?? collection.after(after)) {
    if (row.workspace_id !== workspace_id || !isVisible(row) || !where(row)) continue;
    found.push(row);
    if (found.length > limit) break;
  }
  const shown = found.slice(0, limit);
  const last = found.length > shown.length ? shown.at(-1) : undefined;
  const query = last ? queryOf(params) : '';
  const next = last ? writeCursor(collection.sequenceOf(last), endpoint.path + query) : null;
  return withPagination(shown.map(present), {
    has_next_page: next !== null,
    next_page_cursor: next,
    next_page_url: next && `${baseUrl}${endpoint.path}${nextQuery(query, next)}`,
  });
};
