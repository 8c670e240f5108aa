import type { RequestHeaders } from './request-headers.ts';

/** The headers that were sent, their names in small letters. */
export const headerPairs = (headers: RequestHeaders): (readonly [name: string, value: unknown])[] => {
  const pairs: Iterable<readonly [string, unknown]> =
    Symbol.iterator in headers ? headers : Object.entries(headers);
  return [...pairs]
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name.toLowerCase(), value] as const);
};
