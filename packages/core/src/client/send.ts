import ky from 'ky';
import type { AnyEndpoint, Verb } from '../contract/endpoint.ts';
import { clientSessions } from '../contract/generated/endpoints/client-sessions.ts';
import { isSeamError } from '../errors/is-seam-error.ts';
import { type Outcome, SeamConfigError, type SeamError } from '../errors/seam-error.ts';
import { SeamAbortError, SeamConnectionError, SeamInvalidResponseError } from '../errors/transport-errors.ts';
import { notify } from '../shared/notify.ts';
import { readEndpoint } from './base-url.ts';
import { type Caller, showCaller } from './caller.ts';
import { createCredential, type Credential, type Credentials, fixedCredential } from './credentials.ts';
import { cacheOption, fetchOnce, isFrameworkSignal, type ProvenResponse } from './fetch-once.ts';
import { readHeaders, secretsIn } from './headers.ts';
import type { CallOptions, HookEvent, SeamOptions } from './options.ts';
import { Retrier, RetryBudget } from './retry.ts';
import { toPayload } from './serialize.ts';

interface Failed {
  readonly error: unknown;
  readonly retrier: Retrier;
  readonly signal: AbortSignal | undefined;
}

/**
 * Whether a removal found that what it names is gone: after an attempt with an unknown outcome, that one has done it. Only
 * Seam's `<name>_not_found` of a parameter `<name>_id` or `<name>_key` proves that; of a list, others may still be there.
 */
const isAlreadyRemoved = (
  { verb, replay, returns }: AnyEndpoint,
  params: unknown,
  { error, retrier }: Failed,
): boolean => {
  if (!retrier.isAmbiguous || verb !== 'DELETE' || replay !== 'idempotent' || returns !== undefined)
    return false;
  if (!isSeamError(error, 'SeamNotFoundError')) return false;
  const [, name] = /^(\w+)_not_found$/.exec(error.type) ?? [];
  return ['id', 'key'].some((kind) => typeof Reflect.get(params as object, `${name}_${kind}`) === 'string');
};

const outcomeOf = ({ sent, isAmbiguous, failure }: Retrier): Outcome => {
  if (sent === 0) return 'not_sent';
  return isAmbiguous ? 'unknown' : (failure?.outcome ?? 'unknown');
};

/** What the caller is told. An attempt that may have been applied outweighs what the later ones came to. */
const finalError = ({ path }: AnyEndpoint, { error, retrier, signal }: Failed): SeamError => {
  if (isSeamError(error))
    return retrier.isAmbiguous ? Object.assign(error, { outcome: 'unknown' as const }) : error;
  if (signal?.aborted)
    return new SeamAbortError(`${path} was aborted by its caller`, {
      outcome: outcomeOf(retrier),
      cause: signal.reason,
    });
  if (retrier.sent > 0)
    return new SeamConnectionError(`${path} got no usable answer`, { outcome: 'unknown', code: 'network' });
  return new SeamConfigError(`${path} could not be sent: a header or the endpoint is not valid.`);
};

/** What a call brought, and how. */
interface Sent {
  readonly result: unknown;
  readonly status: number;
  readonly headers: Headers;
  readonly attempts: number;
}

/** How an endpoint is called, and from where. */
interface Sending {
  readonly options?: CallOptions | undefined;
  readonly caller?: Caller | undefined;
}

/** Calls an endpoint and resolves with its proven result. */
type Send = (endpoint: AnyEndpoint, params: unknown, sending: Sending) => Promise<Sent>;

const isExpired = (error: unknown): boolean =>
  isSeamError(error, 'SeamUnauthorizedError') && /^client_session(_token)?_expired$/.test(error.type);

/** The way from a call to its result: check, write, send until it is proven or not worth it. */
export const createSend = (options: SeamOptions): Send => {
  const base = readEndpoint(options.endpoint);
  const { hooks } = options;
  // Reads must not spend what changes need, nor one class of changes what the other needs.
  const quotas = { safe: new RetryBudget(), idempotent: new RetryBudget(), never: new RetryBudget() };
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
        quota: quotas[endpoint.replay],
        totalTimeout,
        onRetry: (error, delay) => emit(hooks?.retry, { error, delay }),
      });
      const url = base + path + query;

      // A signal of another realm or make is not one to the runtime.
      const controller = signal && new AbortController();
      const abort = () => controller?.abort();

      const sendWith = async ({ headers, secrets }: Credential): Promise<Sent> => {
        let answered: ProvenResponse | undefined;
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
        const sendOnce = async (): Promise<Response> => {
          retrier.sent += 1;
          emit(hooks?.request, {});
          answered = await fetchOnce(url, {
            init,
            endpoint,
            signal,
            secrets: [...secrets, ...clientSecrets, ...secretsIn(callHeaders)],
            fetch: options.fetch ?? globalThis.fetch,
            timeout: Math.max(1, Math.min(timeout, retrier.remaining)),
            onResponse: ({ status, headers: received }) =>
              emit(hooks?.response, { status, requestId: received.get('seam-request-id') ?? undefined }),
          });
          return answered.response;
        };
        // ky repeats and pauses; whether and for how long, the retrier says. What is sent is `init`, the same every time:
        // passing on ky's own request with a signal of each attempt would copy it once more.
        const { status, headers: received } = await ky(url, {
          ...(controller ? { signal: controller.signal } : {}),
          method: verb,
          fetch: sendOnce,
          retry: {
            limit: retrier.limit - 1,
            methods: [verb.toLowerCase() as Lowercase<Verb>],
            shouldRetry: ({ error }) => retrier.shouldRetry(error),
            delay: () => retrier.pause,
            backoffLimit: Infinity,
          },
          throwHttpErrors: false,
          timeout: false,
        });
        retrier.succeed();
        return { result: answered?.result, status, headers: received, attempts: retrier.sent };
      };

      let isOpening = false;
      const run = async (mayRenew: boolean): Promise<Sent> => {
        if (signal?.aborted) throw new Error('aborted');
        isOpening = true;
        const credential = await credentials.get({ path, signal, remaining: retrier.remaining });
        isOpening = false;
        try {
          return await sendWith(credential);
        } catch (error) {
          // An expired session was refused before anything was done, whatever the endpoint.
          if (mayRenew && isExpired(error) && credentials.renew(credential)) return await run(false);
          throw error;
        }
      };

      signal?.addEventListener('abort', abort);
      try {
        return await run(true);
      } catch (error) {
        if (isFrameworkSignal(error)) throw error;
        const failed = { error, retrier, signal };
        // What opening a session failed with proves nothing about the call.
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
