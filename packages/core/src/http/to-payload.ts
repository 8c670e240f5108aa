import type { AnyEndpoint } from '../endpoint.ts';
import { checkParams } from '../params/check-params.ts';
import { invalidInput } from '../params/invalid-input.ts';
import { toQuery } from './to-query.ts';

/** The longest body that is sent, in bytes. */
const longestBody = 262_144;

/** What of the parameters travels where. */
export interface Payload {
  readonly query: string;
  /** JSON, the same for every attempt. */
  readonly body?: string;
}

/**
 * The parameters as they travel: in the query string of a GET and a DELETE, in the body of the others.
 * @throws SeamInvalidInputError before anything is sent
 */
export const toPayload = (endpoint: AnyEndpoint, params: unknown): Payload => {
  const given = checkParams(endpoint, params);
  if (endpoint.verb === 'GET' || endpoint.verb === 'DELETE') return { query: toQuery(given) };
  const body = JSON.stringify(given);
  if (body.length > longestBody)
    throw invalidInput(
      [{ path: [], message: `The parameters are longer than ${longestBody} bytes` }],
      `${endpoint.path} was not called: `,
      'not_sent',
    );
  return { query: '', body };
};
