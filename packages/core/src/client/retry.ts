import type { Replay } from '../contract/endpoint.ts';
import { isErrorNamed } from '../errors/is-seam-error.ts';
import type { SeamError } from '../errors/seam-error.ts';
import { isObject } from '../shared/type-checks.ts';
import type { RetryOptions } from './options.ts';

const finalStatuses = [501, 505, 511];

/**
 * The maximum number of attempts after a failure: no retry (1), one (2), or as many as the options allow. A call that was
 * provably not processed is retried for every endpoint, one that may have been only where a repetition has no effect.
 */
const maxAttempts = (error: SeamError, replay: Replay): number => {
  const isRepeatable = replay !== 'never';
  if (isErrorNamed(error, 'SeamConnectionError')) {
    if (error.code === 'tls' || error.code === 'headers') return 1;
    return error.outcome === 'not_sent' || isRepeatable ? Infinity : 1;
  }
  if (isErrorNamed(error, 'SeamTimeoutError')) return isRepeatable ? Infinity : 1;
  if (isErrorNamed(error, 'SeamInvalidResponseError'))
    return replay === 'safe' && (error.reason === 'invalid_json' || error.reason === 'not_json') ? 2 : 1;
  if (!isErrorNamed(error, 'SeamApiError')) return 1;

  const { statusCode, type, retryAfterMs, data } = error;
  // A proxy's error in its own format proves nothing, nor does a router's about a change with an unknown outcome.
  const isProof = type !== `http_${statusCode}` && !(isObject(data) && data['outcome'] === 'unknown');
  if (statusCode === 408 || statusCode === 429) return isProof || isRepeatable ? Infinity : 1;
  if (statusCode === 409) return replay === 'idempotent' ? 2 : 1;
  if (statusCode < 500 || finalStatuses.includes(statusCode)) return 1;
  return isRepeatable || (isProof && statusCode === 503 && retryAfterMs !== undefined) ? Infinity : 1;
};

const maxDelay = 8000;
const minDelay = 50;

interface DelayRequest {
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  readonly baseDelay: number;
  readonly maxRetryAfter: number;
  /** The time that is left for the call, in milliseconds. */
  readonly remaining: number;
}

/**
 * The delay before the next attempt, in milliseconds: the server's `Retry-After`, or exponential backoff with full jitter.
 * `undefined` when there must be no retry: `Retry-After` is longer than allowed, or the call's time ends before.
 */
export const delayBefore = (error: SeamError, request: DelayRequest): number | undefined => {
  const { attempt, baseDelay, maxRetryAfter, remaining } = request;
  const retryAfter = isErrorNamed(error, 'SeamApiError') ? error.retryAfterMs : undefined;
  if (retryAfter !== undefined && retryAfter > maxRetryAfter) return undefined;
  const base = isErrorNamed(error, 'SeamRateLimitError') ? 2 * baseDelay : baseDelay;
  const ceiling = Math.min(base * 2 ** (attempt - 1), maxDelay);
  const delay =
    retryAfter === undefined
      ? Math.max(Math.random() * ceiling, Math.min(minDelay, ceiling))
      : retryAfter * (1 + Math.random() / 10);
  return delay < remaining ? delay : undefined;
};

const retryCapacity = 500;

/**
 * The retry budget of a client for one replay class: a token bucket that keeps retries from multiplying the load during an
 * outage. A retry costs 5 tokens, or 10 after a timeout. A success returns the cost of its last retry, or 1 without one.
 */
export class RetryBudget {
  #left = retryCapacity;

  /** Takes the cost of a retry and returns it; `undefined` when too few tokens are left. */
  take(error: SeamError): number | undefined {
    const cost = isErrorNamed(error, 'SeamTimeoutError') ? 10 : 5;
    if (cost > this.#left) return undefined;
    this.#left -= cost;
    return cost;
  }

  /** Returns tokens after a success. `cost` is that of the last retry. */
  give(cost = 1): void {
    this.#left = Math.min(retryCapacity, this.#left + cost);
  }
}

interface RetrierOptions {
  readonly replay: Replay;
  readonly retry: RetryOptions | false;
  readonly budget: RetryBudget;
  /** Milliseconds for all attempts and delays together. */
  readonly totalTimeout: number;
  readonly onRetry: (error: SeamError, delay: number) => void;
}

const noRetry: RetryOptions = { attempts: 1 };

/** The attempts of one call: their number, the last failure, and whether to retry. */
export class Retrier {
  /** The number of attempts that were sent. */
  sent = 0;
  /** The delay before the next attempt, in milliseconds. */
  delay = 0;
  /** The last failure. */
  failure: SeamError | undefined;
  /** Whether the outcome of any attempt is unknown. */
  isAmbiguous = false;
  /** Whether Seam refused any attempt, which was sent. */
  isRejected = false;
  readonly #options: RetrierOptions;
  readonly #start = performance.now();
  #cost: number | undefined;

  constructor(options: RetrierOptions) {
    this.#options = options;
  }

  /** The time that is left for the call, in milliseconds. */
  get remaining(): number {
    return Math.max(0, this.#options.totalTimeout - (performance.now() - this.#start));
  }

  /** Records a failure. Returns whether to retry, and sets `delay`. */
  shouldRetry(error: unknown): boolean {
    if (!isErrorNamed(error)) return false;
    const { replay, retry, budget, onRetry } = this.#options;
    this.failure = error;
    this.isAmbiguous ||= error.outcome === 'unknown';
    this.isRejected ||= error.outcome === 'rejected';
    const { attempts = 4, baseDelay = 500, maxRetryAfter = 10_000 } = retry || noRetry;
    // An error before the first attempt is no failure of a request.
    if (this.sent === 0 || this.sent >= Math.min(attempts, maxAttempts(error, replay))) return false;
    const delay = delayBefore(error, {
      attempt: this.sent,
      baseDelay,
      maxRetryAfter,
      remaining: this.remaining,
    });
    if (delay === undefined) return false;
    this.#cost = budget.take(error);
    if (this.#cost === undefined) return false;
    this.delay = delay;
    onRetry(error, delay);
    return true;
  }

  /** Records the success. */
  succeed(): void {
    this.#options.budget.give(this.#cost);
  }
}

const maxRetryAfterMs = 2 ** 31 - 1;

// The three date formats of HTTP. The last one has no time zone and means GMT.
const dates = [
  /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^\w+day, \d{2}-\w{3}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^\w{3} \w{3} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];

/** Converts a `Retry-After` header, seconds or a date, to milliseconds. `undefined` when it is invalid or not positive. */
export const parseRetryAfter = (value: string | null): number | undefined => {
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value)
    ? Number(value) * 1000
    : dates.some((date) => date.test(value))
      ? Date.parse(value.endsWith('GMT') ? value : `${value} GMT`) - Date.now()
      : 0;
  return ms > 0 ? Math.min(ms, maxRetryAfterMs) : undefined;
};
