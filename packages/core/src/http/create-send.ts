import ky from 'ky';
import type { AnyEndpoint, Verb } from '../endpoint.ts';
import { clientSessions } from '../generated/endpoints/client-sessions.ts';
import { notify } from '../notify.ts';
import type { CallOptions, SeamOptions } from '../options.ts';
import { Retrier } from '../retry/retrier.ts';
import { RetryQuota } from '../retry/retry-quota.ts';
import { attempt, type Answered } from './attempt.ts';
import { createCredential } from './create-credential.ts';
import { finalError, isDoneBefore } from './final-error.ts';
import type { Credential } from './read-credential.ts';
import { readEndpoint } from './read-endpoint.ts';
import { toPayload } from './to-payload.ts';

/** What a call brought, and how. */
interface Sent {
  readonly result: unknown;
  readonly status: number;
  readonly headers: Headers;
  readonly attempts: number;
}

/** Calls an endpoint and resolves with its proven result. */
export type Send = (endpoint: AnyEndpoint, params: unknown, options?: CallOptions) => Promise<Sent>;

/** The way from a call to its result: check, write, send until it is proven or not worth it. */
export const createSend = (options: SeamOptions): Send => {
  const base = readEndpoint(options.endpoint);
  const { hooks } = options;
  // Reads must not spend what changes need, nor one class of changes what the other needs.
  const quotas = { safe: new RetryQuota(), convergent: new RetryQuota(), never: new RetryQuota() };

  const sendAs =
    (credential: () => Promise<Credential>): Send =>
    async (endpoint, params, call = {}) => {
      const { query, body } = toPayload(endpoint, params);
      const { signal } = call;
      const timeout = call.timeout ?? options.timeout ?? 10_000;
      const totalTimeout = call.totalTimeout ?? options.totalTimeout ?? 30_000;
      const retry = call.retry ?? options.retry ?? {};
      const { headers, secrets } = await credential();
      const id = {};
      const event = () => ({ call: id, verb: endpoint.verb, path: endpoint.path, attempt: retrier.sent });
      const retrier = new Retrier({
        replay: endpoint.replay,
        retry,
        quota: quotas[endpoint.replay],
        totalTimeout,
        onRetry: (error, delay) => notify(() => hooks?.retry?.({ ...event(), error, delay })),
      });
      let answered: Answered | undefined;
      const url = base + endpoint.path + query;
      const sentHeaders = {
        ...options.headers,
        ...call.headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      };
      const init: RequestInit = {
        method: endpoint.verb,
        headers: sentHeaders,
        redirect: 'manual',
        ...(body === undefined ? {} : { body }),
      };

      const sendOnce = async (): Promise<Response> => {
        retrier.sent += 1;
        notify(() => hooks?.request?.(event()));
        answered = await attempt(url, {
          init,
          endpoint,
          signal,
          secrets,
          fetch: options.fetch ?? globalThis.fetch,
          timeout: Math.max(1, Math.min(timeout, retrier.remaining)),
          onResponse: ({ status, headers: received }) =>
            notify(() =>
              hooks?.response?.({
                ...event(),
                status,
                requestId: received.get('seam-request-id') ?? undefined,
              }),
            ),
        });
        return answered.response;
      };

      try {
        signal?.throwIfAborted();
        // ky checks, repeats and pauses; whether and for how long, the retrier says. What is sent is `init`, the same
        // every time: passing on ky's own request with a signal of each attempt would copy it once more.
        const { status, headers: received } = await ky(url, {
          ...(signal ? { signal } : {}),
          method: endpoint.verb,
          headers: sentHeaders,
          fetch: sendOnce,
          retry: {
            limit: retrier.limit - 1,
            methods: [endpoint.verb.toLowerCase() as Lowercase<Verb>],
            shouldRetry: ({ error }) => retrier.shouldRetry(error),
            delay: () => retrier.pause,
            backoffLimit: Infinity,
          },
          throwHttpErrors: false,
          timeout: false,
        });
        retrier.succeed();
        return { result: answered?.result, status, headers: received, attempts: retrier.sent };
      } catch (error) {
        const failed = { error, retrier, signal };
        if (isDoneBefore(endpoint, params, failed))
          return { result: undefined, status: 404, headers: new Headers(), attempts: retrier.sent };
        const final = finalError(endpoint, failed);
        notify(() => hooks?.error?.({ ...event(), error: final }));
        throw final;
      }
    };

  const credential = createCredential(options, async (headers, user_identifier_key) => {
    const publishable = () => Promise.resolve({ headers, secrets: Object.values(headers) });
    const { result } = await sendAs(publishable)(clientSessions.getOrCreate, { user_identifier_key });
    return (result as { token: string }).token;
  });

  return sendAs(credential);
};
