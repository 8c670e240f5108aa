import type { Pagination } from './generated/models/pagination.ts';

export type { Pagination };

const key: unique symbol = Symbol.for('@org/seam-core/pagination') as never;

/** Notes on a page of results where the next one begins. The list itself stays a plain array. */
export const withPagination = <TList extends object>(list: TList, pagination: Pagination): TList =>
  Object.defineProperty(list, key, { value: pagination });

/** Where the page after this one begins; `undefined` for a list that did not come in pages. */
export const paginationOf = (list: object): Pagination | undefined => (list as { [key]?: Pagination })[key];
