import type { Pagination } from '../contract/generated/models/pagination.ts';
import { SeamInvalidResponseError } from '../errors/transport-errors.ts';
import { type Caller, callerOf, rethrowAt } from './caller.ts';
import { checkMethod } from './check-options.ts';
import type { CallOptions } from './options.ts';
import { followPages, type ObservedCallOptions } from './with-response.ts';

export type { Pagination };

const key: unique symbol = Symbol.for('@org/seam-core/pagination') as never;

/** Adds the pagination to a list of results as a hidden property. */
export const withPagination = <TList extends object>(list: TList, pagination: Pagination): TList =>
  Object.defineProperty(list, key, { value: pagination });

/** The pagination of a list; `undefined` for a list without pages. */
export const paginationOf = (list: object): Pagination | undefined => (list as { [key]?: Pagination })[key];

/** A page of results. `next_page_cursor` is the `page_cursor` of the next page; `null` on the last page. */
export interface Page<TItem> {
  readonly items: readonly TItem[];
  /** The `page_cursor` of the next page; `null` on the last one. */
  readonly next_page_cursor: string | null;
}

/** All results of a list. A page is requested when the iteration reaches it. */
export interface Paginated<TItem> extends AsyncIterable<TItem> {
  /** The same results by page, with the cursor of the next page. */
  pages(): AsyncIterable<Page<TItem>>;
}

interface PageParams {
  page_cursor?: string | null | undefined;
}

type ListMethod<TParams, TItem> = (
  params: TParams & PageParams,
  options: ObservedCallOptions,
) => Promise<TItem[]>;

interface PageRequest {
  readonly options: ObservedCallOptions;
  readonly caller: Caller;
}

async function* readPages<TParams extends PageParams, TItem>(
  method: ListMethod<TParams, TItem>,
  params: TParams,
  { options, caller }: PageRequest,
): AsyncGenerator<Page<TItem>> {
  const seen = new Set<string>();
  let { page_cursor } = params;
  do {
    const items = await method(
      page_cursor === undefined ? params : { ...params, page_cursor },
      options,
    ).catch(rethrowAt(caller));
    const pagination = paginationOf(items);
    const next = pagination?.has_next_page ? pagination.next_page_cursor : null;
    // Without them, the end of the list is not known: a first page without pagination is the whole list, a later one is not.
    const isLost = pagination?.has_next_page
      ? typeof next !== 'string' || !next || seen.has(next)
      : page_cursor && !pagination;
    if (isLost)
      rethrowAt(caller)(
        new SeamInvalidResponseError('The cursor of the next page is missing or was returned before', {
          reason: 'pagination_loop',
          outcome: 'rejected',
        }),
      );
    if (next !== null) seen.add(next);
    page_cursor = next;
    yield { items, next_page_cursor: next };
  } while (page_cursor !== null);
}

// Inferred from the whole method: parameters alone would be inferred from the argument, which then accepts any name.
type AnyList = (params: never, options?: CallOptions) => Promise<readonly unknown[]>;
type ParamsOf<TMethod extends AnyList> = NonNullable<Parameters<TMethod>[0]>;
type ItemOf<TMethod extends AnyList> = Awaited<ReturnType<TMethod>>[number];

/**
 * Iterates over all results of a list, page by page.
 *
 * @example
 * for await (const device of paginate(seam.devices.list, { limit: 100 })) console.log(device.display_name);
 *
 * @param method a list method of the client
 * @param params its parameters; `page_cursor` continues an earlier iteration
 * @param options options of each call
 * @throws SeamInvalidResponseError with the reason `pagination_loop` when a page has no new cursor
 */
export const paginate = <TMethod extends AnyList>(
  method: TMethod,
  ...[params, options]: undefined extends Parameters<TMethod>[0]
    ? [params?: ParamsOf<TMethod> | undefined, options?: CallOptions]
    : [params: ParamsOf<TMethod>, options?: CallOptions]
): Paginated<ItemOf<TMethod>> => {
  const caller = callerOf(paginate);
  checkMethod('paginate', method);
  type Item = ItemOf<TMethod>;
  const list = method as unknown as ListMethod<PageParams, Item>;
  // Copies: a later change of the objects, for example for another list, does not change this one.
  const given = { ...(params as PageParams | undefined) };
  const request: PageRequest = { options: { ...options, [followPages]: true }, caller };
  const pages = () => readPages(list, given, request);
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const { items } of pages()) yield* items;
    },
  };
};
