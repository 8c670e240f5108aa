import { SeamConfigError } from '../errors/seam-error.ts';
import { describeValue } from '../shared/check-options.ts';

/** The headers of a request, as web-standard requests and as node have them. */
export type RequestHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/** What some polyfills of `Headers` have, and no iterator. */
interface Walkable {
  forEach(listener: (value: string, name: string) => void): void;
}

const isWalkable = (headers: object): headers is Walkable =>
  'forEach' in headers && typeof headers.forEach === 'function';

const entriesOf = (headers: RequestHeaders): Iterable<readonly [string, unknown]> => {
  if (Symbol.iterator in headers) return headers;
  if (!isWalkable(headers)) return Object.entries(headers);
  const pairs: [string, string][] = [];
  headers.forEach((value, name) => void pairs.push([name, value]));
  return pairs;
};

/** The headers that were sent, their names in lower case: one pair for each value of a list. */
export const headerPairs = (headers: RequestHeaders): (readonly [name: string, value: unknown])[] => {
  if (typeof headers !== 'object' || headers === null)
    throw new SeamConfigError(
      `The headers of a webhook must be an object, such as request.headers; got ${describeValue(headers)}.`,
    );
  return [...entriesOf(headers)]
    .flatMap(([name, value]) => [value].flat().map((one) => [name.toLowerCase(), one] as const))
    .filter(([, value]) => value !== undefined);
};

/** The longest body that a delivery may have, in bytes: 256 KiB. */
export const webhookBodyLimit = 262_144;
