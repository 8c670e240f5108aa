import type { AnyEndpoint, Verb } from '../contract/endpoint.ts';
import { invalidInput } from '../contract/params.ts';
import { checkParams, hasToJson } from '../contract/params.ts';

const isPrimitive = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** As in JSON: dates of any library and realm serialize themselves. */
const toPlain = (value: unknown): unknown => (hasToJson(value) ? value.toJSON() : value);

const pairsOf = (name: string, given: unknown): [string, string][] => {
  const value = toPlain(given);
  if (value === '' || value === undefined) return [];
  if (value === null) return [[name, '']];
  if (isPrimitive(value)) return [[name, String(value)]];
  if (Array.isArray(value)) {
    if (value.length === 0) return [[name, '']];
    const items = value.map(toPlain);
    if (items.every((item) => isPrimitive(item) && item !== ''))
      return items.map((item) => [name, String(item)]);
  } else if (!Object.keys(value).some((key) => key.includes('.'))) {
    return Object.entries(value).flatMap(([key, item]) => pairsOf(`${name}.${key}`, item));
  }
  throw invalidInput(
    [{ path: [name], message: 'Cannot be serialized as a query parameter' }],
    '',
    'not_sent',
  );
};

/**
 * Serializes parameters to a query string in the format of Seam: sorted names, repeated names for arrays, an empty value for
 * `null` and an empty array, dots for nesting, and `_strict=true`, which turns off Seam's guessing of types.
 */
export const toQuery = (params: Record<string, unknown>): string => {
  const pairs = Object.keys(params)
    .toSorted()
    .flatMap((name) => pairsOf(name, params[name]));
  return pairs.length === 0 ? '' : `?${new URLSearchParams([...pairs, ['_strict', 'true']]).toString()}`;
};

/** The maximum length of a query string, in bytes: proxies reject longer ones (414, 431). */
const maxQueryLength = 2000;

/** The maximum length of a request body, in bytes. */
const maxBodyLength = 262_144;

/** The parts of a request that contain its parameters. */
interface Payload {
  readonly verb: Verb;
  readonly query: string;
  /** JSON. */
  readonly body?: string;
}

/** Drops empty strings, as in a query string. */
const omitEmpty = (_name: string, value: unknown): unknown => (value === '' ? undefined : value);

/** The length in UTF-8, which is computed only when it may be too long: a UTF-16 code unit has at most three bytes. */
const encodedLength = (text: string): number =>
  text.length * 3 > maxBodyLength ? new TextEncoder().encode(text).length : 0;

/**
 * Serializes the parameters: to the query string of a GET or DELETE request, to the body of others. If they are too long for a
 * query string, to the body of a POST request, which every endpoint accepts.
 * @throws SeamInvalidInputError when the parameters are invalid; nothing was sent
 */
export const toPayload = (endpoint: AnyEndpoint, params: unknown): Payload => {
  const given = checkParams(endpoint, params);
  const { verb } = endpoint;
  const isInQuery = verb === 'GET' || verb === 'DELETE';
  const query = isInQuery ? toQuery(given) : '';
  if (isInQuery && query.length <= maxQueryLength + 1) return { verb, query };
  const body = JSON.stringify(given, isInQuery ? omitEmpty : undefined);
  if (encodedLength(body) > maxBodyLength)
    throw invalidInput(
      [{ path: [], message: `The parameters are longer than ${maxBodyLength} bytes` }],
      `${endpoint.path} was not called: `,
      'not_sent',
    );
  return { verb: isInQuery ? 'POST' : verb, query: '', body };
};
