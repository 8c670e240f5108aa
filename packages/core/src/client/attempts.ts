import ky, { isTimeoutError } from 'ky';
import type { AnyEndpoint, Verb } from '../contract/endpoint.ts';
import { SeamTimeoutError, type TimeoutPhase } from '../errors/transport-errors.ts';
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

interface Attempt {
  readonly timeout: number;
  phase: TimeoutPhase;
  /** Aborted at the end of the attempt. */
  readonly ended: AbortController;
}

export const checkAborted = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted) throw new Error('aborted');
};

/** Sends a request with ky until its result is proven or no retry is left. */
export const sendAttempts = async (request: RepeatableRequest): Promise<Sent> => {
  const { endpoint, url, init, secrets, signal, timeout, totalTimeout, retrier, emit } = request;
  const { method } = init;
  let result: unknown;
  /** The attempt in progress, or the last one. */
  let current: Attempt | undefined;

  const sendOnce = async (): Promise<Response> => {
    checkAborted(signal);
    request.beforeAttempt?.();
    const attempt: Attempt = {
      timeout: Math.ceil(Math.min(timeout, retrier.remaining)),
      phase: 'headers',
      ended: new AbortController(),
    };
    current = attempt;
    retrier.sent += 1;
    emit('request', {});
    const ended = attempt.ended.signal;
    const proven = await fetchOnce({
      endpoint,
      signal,
      secrets,
      ended,
      // As URL and init: reading a body from ky's Request costs more, and node-fetch does not accept that Request.
      fetch: () => (request.fetch ?? globalThis.fetch)(url, { ...init, signal: ended }),
      onResponse: ({ status, headers }) => {
        attempt.phase = 'body';
        emit('response', { status, requestId: requestIdOf(headers) });
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
    return new SeamTimeoutError(`${endpoint.path} took longer than ${current?.timeout ?? totalTimeout} ms`, {
      outcome: current ? 'unknown' : 'not_sent',
      phase: current?.phase ?? 'headers',
    });
  };

  // ky needs a signal of this runtime. The caller's may be of another realm or a polyfill.
  const controller = signal && new AbortController();
  // The signal of ky's request is not enough: in Node, an abort no longer reaches the copy that ky makes for a retry once
  // memory was collected. The request would stay open, or be sent after the caller aborted the call.
  const abort = () => {
    controller?.abort();
    current?.ended.abort();
  };
  signal?.addEventListener('abort', abort);
  try {
    const { status, headers } = await ky(url, {
      method,
      ...(controller ? { signal: controller.signal } : {}),
      fetch: sendOnce,
      timeout,
      totalTimeout: retrier.remaining,
      throwHttpErrors: false,
      retry: {
        // At 0, ky does not copy the request.
        limit: retrier.limit - 1,
        methods: [method.toLowerCase() as Lowercase<Verb>],
        shouldRetry: ({ error }) => {
          const failure = toFailure(error);
          current?.ended.abort();
          current = undefined;
          return retrier.shouldRetry(failure);
        },
        delay: () => retrier.delay,
        backoffLimit: Infinity,
      },
    });
    retrier.succeed();
    return { result, status, headers, attempts: retrier.sent };
  } catch (error) {
    current?.ended.abort();
    throw toFailure(error);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
};
