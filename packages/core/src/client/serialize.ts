import type { AnyEndpoint, Verb } from '../contract/endpoint.ts';
import { invalidInput } from '../contract/invalid-input.ts';
import { checkParams, hasToJson } from '../contract/params.ts';

const isPrimitive = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** As in JSON: dates of any library and realm say themselves how they are written. */
const toPlain = (value: unknown): unknown => (hasToJson(value) ? value.toJSON() : value);

const pairsOf = (name: string, given: unknown): [string, string][] => {
  const value = toPlain(given);
  if (value === '') return [];
  if (value === null) return [[name, '']];
  if (isPrimitive(value)) return [[name, String(value)]];
  if (Array.isArray(value)) {
    if (value.length === 0) return [[name, '']];
    const items = value.map(toPlain);
    if (items.every((item) => isPrimitive(item) && item !== ''))
      return items.map((item) => [name, String(item)]);
  } else if (!Object.keys(value as object).some((key) => key.includes('.'))) {
    return Object.entries(value as object).flatMap(([key, item]) => pairsOf(`${name}.${key}`, item));
  }
  throw invalidInput([{ path: [name], message: 'Cannot be written as a query parameter' }], '', 'not_sent');
};

/**
 * Parameters as Seam's servers read them from a query string: sorted names, arrays repeated, an empty value for `null`
 * and for an empty array, dots for nesting, and `_strict=true` so that nothing is guessed.
 */
export const toQuery = (params: Record<string, unknown>): string => {
  const pairs = Object.keys(params)
    .toSorted()
    .flatMap((name) => (params[name] === undefined ? [] : pairsOf(name, params[name])));
  return pairs.length === 0 ? '' : `?${new URLSearchParams([...pairs, ['_strict', 'true']]).toString()}`;
};

/** The longest query string that is sent, in bytes: proxies refuse long ones (414, 431). */
const longestQuery = 2000;

/** The longest body that is sent, in bytes. */
const longestBody = 262_144;

/** What of the parameters travels where. */
interface Payload {
  readonly verb: Verb;
  readonly query: string;
  /** JSON, the same for every attempt. */
  readonly body?: string;
}

/** A query string holds no empty texts either. */
const omitEmpty = (_name: string, value: unknown): unknown => (value === '' ? undefined : value);

/** A character takes three bytes of UTF-8 at most. */
const encodedLength = (text: string): number =>
  text.length * 3 > longestBody ? new TextEncoder().encode(text).length : 0;

/**
 * The parameters as they travel: in the query string of a GET and a DELETE, in the body of the others. What is too long for
 * a query string goes in the body of a POST, which every endpoint accepts.
 * @throws SeamInvalidInputError before anything is sent
 */
export const toPayload = (endpoint: AnyEndpoint, params: unknown): Payload => {
  const given = checkParams(endpoint, params);
  const { verb } = endpoint;
  const isInQuery = verb === 'GET' || verb === 'DELETE';
  const query = isInQuery ? toQuery(given) : '';
  if (isInQuery && query.length <= longestQuery + 1) return { verb, query };
  const body = JSON.stringify(given, isInQuery ? omitEmpty : undefined);
  if (body.length > longestBody || encodedLength(body) > longestBody)
    throw invalidInput(
      [{ path: [], message: `The parameters are longer than ${longestBody} bytes` }],
      `${endpoint.path} was not called: `,
      'not_sent',
    );
  return { verb: isInQuery ? 'POST' : verb, query: '', body };
};
