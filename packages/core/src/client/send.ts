import type { AnyEndpoint } from '../contract/endpoint.ts';
import { clientSessions } from '../contract/generated/endpoints/client.ts';
import { isErrorNamed } from '../errors/is-seam-error.ts';
import { SeamInvalidResponseError } from '../errors/transport-errors.ts';
import { checkAborted, type Sent, sendAttempts } from './attempts.ts';
import { readEndpoint } from './base-url.ts';
import { type Caller, showCaller } from './caller.ts';
import { createCredential, type Credentials, fixedCredential } from './credentials.ts';
import { finalError, isAlreadyRemoved } from './failed-call.ts';
import { isFrameworkSignal } from './fetch-once.ts';
import { readHeaders, secretsIn } from './headers.ts';
import { createEmit } from './hooks.ts';
import type { SeamOptions } from './options.ts';
import { requestInit } from './request-init.ts';
import { Retrier, RetryBudget } from './retry.ts';
import { toPayload } from './serialize.ts';
import { beforeAttempt, type ObservedCallOptions } from './with-response.ts';

/** The options of a call, and the place that made it. */
interface Sending {
  readonly options?: ObservedCallOptions | undefined;
  readonly caller?: Caller | undefined;
}

/** Calls an endpoint and resolves with its proven result. */
type Send = (endpoint: AnyEndpoint, params: unknown, sending: Sending) => Promise<Sent>;

const isExpired = (error: unknown): boolean =>
  isErrorNamed(error, 'SeamUnauthorizedError') && /^client_session(_token)?_expired$/.test(error.type);

/**
 * Returns the function that every method of a client uses. It checks and serializes the parameters, gets the credential,
 * sends the request until its result is proven or no retry is left, and returns the result.
 */
export const createSend = (options: SeamOptions): Send => {
  const base = readEndpoint(options.endpoint);
  // One budget per class: retries of reads must not use up those of changes.
  const budgets = { safe: new RetryBudget(), idempotent: new RetryBudget(), never: new RetryBudget() };
  const sendsCredential = options.auth !== 'none';
  const clientHeaders = readHeaders('createSeam', options.headers, sendsCredential);

  const sendAs =
    (credentials: Credentials): Send =>
    async (endpoint, params, { options: call = {}, caller }) => {
      const { path, replay } = endpoint;
      const { verb, query, body } = toPayload(endpoint, params);
      const { signal } = call;
      const totalTimeout = call.totalTimeout ?? options.totalTimeout ?? 30_000;
      const callHeaders = readHeaders(path, call.headers, sendsCredential);
      const emit = createEmit(options.hooks, () => ({ verb, path, attempt: retrier.sent }));
      const retrier = new Retrier({
        replay,
        retry: call.retry ?? options.retry ?? {},
        budget: budgets[replay],
        totalTimeout,
        onRetry: (error, delay) => emit('retry', { error, delay }),
      });

      const sendWithCredential = async (mayRenew: boolean): Promise<Sent> => {
        checkAborted(signal);
        const credential = await credentials.get({ path, signal, remaining: retrier.remaining });
        try {
          return await sendAttempts({
            endpoint,
            url: base + path + query,
            init: requestInit(verb, body, { ...clientHeaders, ...callHeaders, ...credential.headers }),
            secrets: [...credential.secrets, ...secretsIn(clientHeaders), ...secretsIn(callHeaders)],
            fetch: options.fetch,
            signal,
            timeout: call.timeout ?? options.timeout ?? 10_000,
            totalTimeout,
            retrier,
            emit,
            beforeAttempt: call[beforeAttempt],
          });
        } catch (error) {
          // Seam rejects an expired session before it changes anything, so every endpoint may be repeated.
          if (mayRenew && isExpired(error) && credentials.renew(credential))
            return await sendWithCredential(false);
          if (isAlreadyRemoved(endpoint, params, { error, retrier }))
            return { result: undefined, status: 404, headers: new Headers(), attempts: retrier.sent };
          throw error;
        }
      };

      try {
        return await sendWithCredential(true);
      } catch (error) {
        if (isFrameworkSignal(error)) throw error;
        const final = finalError(endpoint, { error, retrier, signal });
        if (caller) showCaller(final, caller);
        emit('error', { error: final });
        throw final;
      }
    };

  return sendAs(
    createCredential(options, async (credential, signal) => {
      const { result } = await sendAs(fixedCredential(credential))(
        clientSessions.getOrCreate,
        { user_identifier_key: credential.userIdentifierKey },
        { options: { signal } },
      );
      const { token } = result as { token?: unknown };
      if (typeof token === 'string') return token;
      throw new SeamInvalidResponseError('The client session has no token', {
        reason: 'shape',
        outcome: 'not_sent',
      });
    }),
  );
};
