import ky from 'ky';
import type { AnyEndpoint, Verb } from '../contract/endpoint.ts';
import { SeamTimeoutError } from '../errors/transport-errors.ts';
import { fetchOnce } from './fetch-once.ts';
import { requestIdOf } from './headers.ts';
import type { Emit } from './hooks.ts';
import type { Retrier } from './retry.ts';

/** A request, its limits, and what counts and observes its attempts. */
export interface RepeatableRequest {
  readonly endpoint: AnyEndpoint;
  readonly url: string;
  readonly init: RequestInit & { readonly method: Verb };
  /** The credentials. They are removed from errors that quote them. */
  readonly secrets: readonly string[];
  readonly fetch: typeof globalThis.fetch | undefined;
  /** The caller's signal. */
  readonly signal: AbortSignal | undefined;
  /** Milliseconds for each attempt. */
  readonly timeout: number;
  /** Milliseconds for all attempts, for a message. `retrier` knows what is left of them. */
  readonly totalTimeout: number;
  readonly retrier: Retrier;
  readonly emit: Emit;
  /** Called before each attempt. An error that it throws ends the call. */
  readonly beforeAttempt: (() => void) | undefined;
}

/** The result of a call, and facts of its last response. */
export interface Sent {
  readonly result: unknown;
  readonly status: number;
  readonly headers: Headers;
  readonly attempts: number;
}

export const checkAborted = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted) throw new Error('aborted');
};

const notSent = ({ endpoint, totalTimeout }: RepeatableRequest): SeamTimeoutError =>
  new SeamTimeoutError(`${endpoint.path} took longer than ${totalTimeout} ms`, {
    outcome: 'not_sent',
    phase: 'headers',
  });

/** Sends a request with ky until its result is proven or no retry is left. */
export const sendAttempts = async (request: RepeatableRequest): Promise<Sent> => {
  const { endpoint, url, init, secrets, signal, timeout, retrier, emit } = request;
  const { method } = init;
  let result: unknown;
  /** Aborts the attempt in progress. */
  let attempt: AbortController | undefined;

  const sendOnce = async (): Promise<Response> => {
    checkAborted(signal);
    request.beforeAttempt?.();
    // The time of the call ended during a delay, or before the first attempt.
    if (retrier.remaining === 0) throw retrier.failure ?? notSent(request);
    // One for each attempt: in Node, an abort does not reach the copy of a request once memory was collected.
    const { signal: ended } = (attempt = new AbortController());
    retrier.sent += 1;
    emit('request', {});
    try {
      const proven = await fetchOnce({
        endpoint,
        signal,
        secrets,
        ended,
        timeout: Math.ceil(Math.min(timeout, retrier.remaining)),
        // As URL and init: reading a body from ky's Request costs more, and node-fetch does not accept that Request.
        fetch: () => (request.fetch ?? globalThis.fetch)(url, { ...init, signal: ended }),
        onResponse: ({ status, headers }) => emit('response', { status, requestId: requestIdOf(headers) }),
      });
      result = proven.result;
      return proven.response;
    } catch (error) {
      attempt.abort();
      throw error;
    }
  };

  // ky needs a signal of this runtime for the delays. The caller's may be of another realm or a polyfill.
  const delays = signal && new AbortController();
  const abort = () => {
    delays?.abort();
    attempt?.abort();
  };
  signal?.addEventListener('abort', abort);
  try {
    const { status, headers } = await ky(url, {
      method,
      ...(delays ? { signal: delays.signal } : {}),
      fetch: sendOnce,
      // `fetchOnce` has the timeout of an attempt, and `retrier` that of the call.
      timeout: false,
      throwHttpErrors: false,
      retry: {
        // `retrier` counts the attempts. ky 2 needs an integer.
        limit: Number.MAX_SAFE_INTEGER,
        methods: [method.toLowerCase() as Lowercase<Verb>],
        shouldRetry: ({ error }) => retrier.shouldRetry(error),
        delay: () => retrier.delay,
      },
    });
    retrier.succeed();
    return { result, status, headers, attempts: retrier.sent };
  } finally {
    signal?.removeEventListener('abort', abort);
  }
};
