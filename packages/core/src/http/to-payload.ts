import type { AnyEndpoint, Verb } from '../endpoint.ts';
import { checkParams } from '../params/check-params.ts';
import { invalidInput } from '../params/invalid-input.ts';
import { toQuery } from './to-query.ts';

/** The longest query string that is sent, in bytes: proxies refuse long ones (414, 431). */
const longestQuery = 2000;

/** The longest body that is sent, in bytes. */
const longestBody = 262_144;

/** What of the parameters travels where. */
export interface Payload {
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
