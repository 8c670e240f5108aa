import ky, { isTimeoutError } from 'ky';
import type { AnyEndpoint, Verb } from '../contract/endpoint.ts';
import { clientSessions } from '../contract/generated/endpoints/client-sessions.ts';
import { isSeamError } from '../errors/is-seam-error.ts';
import { SeamInvalidResponseError, SeamTimeoutError, type TimeoutPhase } from '../errors/transport-errors.ts';
import { notify } from '../shared/promises.ts';
import { readEndpoint } from './base-url.ts';
import { type Caller, showCaller } from './caller.ts';
import { createCredential, type Credential, type Credentials, fixedCredential } from './credentials.ts';
import { finalError, isAlreadyRemoved } from './failed-call.ts';
import { fetchOnce, isFrameworkSignal } from './fetch-once.ts';
import { readHeaders, secretsIn } from './headers.ts';
import type { HookEvent, SeamOptions } from './options.ts';
import { Retrier, RetryBudget } from './retry.ts';
import { toPayload } from './serialize.ts';
import { beforeAttempt, type ObservedCallOptions } from './with-response.ts';

let supportedCacheOption: { cache?: 'no-store' } | undefined;

/**
 * The option that keeps the cache of a framework (Next.js 14) or of a browser from serving a response. Empty where the
 * runtime rejects the option (older Workers) or adds a query parameter to the URL for it (React Native).
 */
const cacheOption = (): { cache?: 'no-store' } => {
  if (supportedCacheOption) return supportedCacheOption;
  const url = 'https://connect.getseam.com/';
  try {
    supportedCacheOption = new Request(url, { cache: 'no-store' }).url === url ? { cache: 'no-store' } : {};
  } catch {
    supportedCacheOption = {};
  }
  return supportedCacheOption;
};

/** The result of a call, and facts of its last response. */
interface Sent {
  readonly result: unknown;
  readonly status: number;
  readonly headers: Headers;
  readonly attempts: number;
}

/** The options of a call, and the place that made it. */
interface Sending {
  readonly options?: ObservedCallOptions | undefined;
  readonly caller?: Caller | undefined;
}

/** Calls an endpoint and resolves with its proven result. */
type Send = (endpoint: AnyEndpoint, params: unknown, sending: Sending) => Promise<Sent>;

const checkAborted = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted) throw new Error('aborted');
};

const isExpired = (error: unknown): boolean =>
  isSeamError(error, 'SeamUnauthorizedError') && /^client_session(_token)?_expired$/.test(error.type);

/**
 * Returns the function that every method of a client uses. It checks and serializes the parameters, gets the credential,
 * sends the request with ky until its result is proven or no retry is left, and returns the result.
 */
export const createSend = (options: SeamOptions): Send => {
  const base = readEndpoint(options.endpoint);
  const { hooks } = options;
  // One budget per class: retries of reads must not use up those of changes.
  const budgets = { safe: new RetryBudget(), idempotent: new RetryBudget(), never: new RetryBudget() };
  const sendsCredential = options.auth !== 'none';
  const clientHeaders = readHeaders('createSeam', options.headers, sendsCredential);
  const clientSecrets = secretsIn(clientHeaders);

  const sendAs =
    (credentials: Credentials): Send =>
    async (endpoint, params, { options: call = {}, caller }) => {
      const { path } = endpoint;
      const { verb, query, body } = toPayload(endpoint, params);
      const { signal } = call;
      const timeout = call.timeout ?? options.timeout ?? 10_000;
      const totalTimeout = call.totalTimeout ?? options.totalTimeout ?? 30_000;
      const retry = call.retry ?? options.retry ?? {};
      const callHeaders = readHeaders(path, call.headers, sendsCredential);
      const id = {};
      const emit = <TEvent extends object>(
        hook: ((event: HookEvent & TEvent) => unknown) | undefined,
        more: TEvent,
      ) => {
        if (hook) notify(() => hook.call(hooks, { call: id, verb, path, attempt: retrier.sent, ...more }));
      };
      const retrier = new Retrier({
        replay: endpoint.replay,
        retry,
        budget: budgets[endpoint.replay],
        totalTimeout,
        onRetry: (error, delay) => emit(hooks?.retry, { error, delay }),
      });
      const url = base + path + query;

      // ky needs a signal of this runtime. The caller's may be of another realm or a polyfill.
      const controller = signal && new AbortController();
      // The signal of ky's request is not enough: in Node, an abort no longer reaches the copy that ky makes for a retry once
      // memory was collected. The request would stay open, or be sent after the caller aborted the call.
      let endAttempt = () => {};
      const abort = () => {
        controller?.abort();
        endAttempt();
      };

      const sendWith = async ({ headers, secrets }: Credential): Promise<Sent> => {
        const init: RequestInit = {
          method: verb,
          headers: {
            ...clientHeaders,
            ...callHeaders,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          redirect: 'manual',
          ...cacheOption(),
          ...(body === undefined ? {} : { body }),
        };
        const hiddenInErrors = [...secrets, ...clientSecrets, ...secretsIn(callHeaders)];
        let result: unknown;
        /** The attempt in progress, or the last one. */
        let current: { readonly timeout: number; phase: TimeoutPhase } | undefined;

        const sendRequest = async (): Promise<Response> => {
          checkAborted(signal);
          call[beforeAttempt]?.();
          const ended = new AbortController();
          endAttempt = () => ended.abort();
          const attempt = {
            timeout: Math.ceil(Math.min(timeout, retrier.remaining)),
            phase: 'headers' as TimeoutPhase,
          };
          current = attempt;
          retrier.sent += 1;
          emit(hooks?.request, {});
          const proven = await fetchOnce({
            endpoint,
            signal,
            secrets: hiddenInErrors,
            ended: ended.signal,
            // As URL and init: reading a body from ky's Request costs more, and node-fetch does not accept that Request.
            fetch: () => (options.fetch ?? globalThis.fetch)(url, { ...init, signal: ended.signal }),
            onResponse: ({ status, headers: received }) => {
              attempt.phase = 'body';
              emit(hooks?.response, { status, requestId: received.get('seam-request-id') ?? undefined });
            },
          });
          // A fetch that ignores the signal may respond after a timeout, during the next attempt.
          if (current === attempt) ({ result } = proven);
          return proven.response;
        };

        /** Replaces ky's timeout error. */
        const toFailure = (error: unknown): unknown => {
          if (!isTimeoutError(error)) return error;
          // The time ended between two attempts, or the failure is recorded already.
          if (!current && retrier.failure) return retrier.failure;
          return new SeamTimeoutError(`${path} took longer than ${current?.timeout ?? totalTimeout} ms`, {
            outcome: current ? 'unknown' : 'not_sent',
            phase: current?.phase ?? 'headers',
          });
        };

        try {
          const { status, headers: received } = await ky(url, {
            method: verb,
            ...(controller ? { signal: controller.signal } : {}),
            fetch: sendRequest,
            timeout,
            totalTimeout: retrier.remaining,
            throwHttpErrors: false,
            retry: {
              // At 0, ky does not copy the request.
              limit: retrier.limit - 1,
              methods: [verb.toLowerCase() as Lowercase<Verb>],
              shouldRetry: ({ error }) => {
                const failure = toFailure(error);
                current = undefined;
                endAttempt();
                return retrier.shouldRetry(failure);
              },
              delay: () => retrier.delay,
              backoffLimit: Infinity,
            },
          });
          retrier.succeed();
          return { result, status, headers: received, attempts: retrier.sent };
        } catch (error) {
          endAttempt();
          throw toFailure(error);
        }
      };

      let isOpening = false;
      const run = async (mayRenew: boolean): Promise<Sent> => {
        checkAborted(signal);
        isOpening = true;
        const credential = await credentials.get({ path, signal, remaining: retrier.remaining });
        isOpening = false;
        try {
          return await sendWith(credential);
        } catch (error) {
          // Seam rejects an expired session before it changes anything, so every endpoint may be repeated.
          if (!(mayRenew && isExpired(error) && credentials.renew(credential))) throw error;
          retrier.isRejected = true;
          return await run(false);
        }
      };

      signal?.addEventListener('abort', abort);
      try {
        return await run(true);
      } catch (error) {
        if (isFrameworkSignal(error)) throw error;
        const failed = { error, retrier, signal };
        // The error of opening a session proves nothing about the call.
        if (!isOpening && isAlreadyRemoved(endpoint, params, failed))
          return { result: undefined, status: 404, headers: new Headers(), attempts: retrier.sent };
        const final = finalError(endpoint, failed);
        if (caller) showCaller(final, caller);
        emit(hooks?.error, { error: final });
        throw final;
      } finally {
        signal?.removeEventListener('abort', abort);
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
