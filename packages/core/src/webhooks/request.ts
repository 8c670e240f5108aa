import { SeamConfigError } from '../errors/seam-error.ts';
import { describeValue } from '../shared/check-options.ts';

/** The headers of a request: web-standard `Headers`, or the `headers` object of Node. */
export type RequestHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/** A polyfill of `Headers` without an iterator. */
interface HeadersPolyfill {
  forEach(listener: (value: string, name: string) => void): void;
}

const hasForEach = (headers: object): headers is HeadersPolyfill =>
  'forEach' in headers && typeof headers.forEach === 'function';

const entriesOf = (headers: RequestHeaders): Iterable<readonly [string, unknown]> => {
  if (Symbol.iterator in headers) return headers;
  if (!hasForEach(headers)) return Object.entries(headers);
  const pairs: [string, string][] = [];
  headers.forEach((value, name) => void pairs.push([name, value]));
  return pairs;
};

/** The headers as pairs with names in lower case, one pair for each value. */
export const headerPairs = (headers: RequestHeaders): (readonly [name: string, value: unknown])[] => {
  if (typeof headers !== 'object' || headers === null)
    throw new SeamConfigError(
      `The headers of a webhook must be an object, such as request.headers; got ${describeValue(headers)}.`,
    );
  return [...entriesOf(headers)]
    .flatMap(([name, value]) => [value].flat().map((one) => [name.toLowerCase(), one] as const))
    .filter(([, value]) => value !== undefined);
};

/** The maximum size of a delivery's body, in bytes: 256 KiB. */
export const webhookBodyLimit = 262_144;
