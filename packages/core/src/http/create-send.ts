import ky from 'ky';
import type { AnyEndpoint } from '../endpoint.ts';
import { SeamAbortError } from '../errors/seam-abort-error.ts';
import type { TimeoutPhase } from '../errors/seam-timeout-error.ts';
import type { CallOptions, SeamOptions } from '../options.ts';
import { checkParams } from '../params/check-params.ts';
import { readAnswer } from './read-answer.ts';
import { readCredential } from './read-credential.ts';
import { readEndpoint } from './read-endpoint.ts';
import { toQuery } from './to-query.ts';
import { toTransportError } from './to-transport-error.ts';

/** Calls an endpoint and resolves with its proven result. */
export type Send = (endpoint: AnyEndpoint, params: unknown, options?: CallOptions) => Promise<unknown>;

/** An error may quote the request, and with it the credential. A result is left as it is. */
const withoutSecret = ({ ok }: Response, text: string, { authorization }: Record<string, string>): string =>
  ok || authorization === undefined
    ? text
    : text.replaceAll(authorization.slice('Bearer '.length), '[hidden]');

const takesQuery = ({ verb }: AnyEndpoint) => verb === 'GET' || verb === 'DELETE';

/** The way from a call to its result: check, write, send, read. */
export const createSend = (options: SeamOptions): Send => {
  const base = readEndpoint(options.endpoint);
  const credential = readCredential(options);

  return async (endpoint, params, call = {}) => {
    const given = checkParams(endpoint, params);
    const query = takesQuery(endpoint) ? toQuery(given) : '';
    const { signal, timeout = options.timeout ?? 10_000 } = call;
    if (signal?.aborted)
      throw new SeamAbortError(`${endpoint.path} was aborted before it was sent`, {
        outcome: 'not_sent',
        cause: signal.reason,
      });

    const deadline = AbortSignal.timeout(timeout);
    let phase: TimeoutPhase = 'headers';
    let response: Response;
    let text: string;
    try {
      response = await ky(base + endpoint.path + query, {
        method: endpoint.verb,
        headers: credential,
        ...(takesQuery(endpoint) ? {} : { json: given }),
        // Called bare: a browser's fetch refuses to be a method of anything but the window.
        fetch: (input, init) => (options.fetch ?? globalThis.fetch)(input, init),
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
        redirect: 'manual',
        retry: 0,
        throwHttpErrors: false,
        timeout: false,
      });
      phase = 'body';
      text = await response.text();
    } catch (error) {
      throw toTransportError({
        path: endpoint.path,
        error,
        phase,
        timeout,
        timedOut: deadline.aborted,
        signal,
      });
    }
    return readAnswer(endpoint, response, withoutSecret(response, text, credential));
  };
};
