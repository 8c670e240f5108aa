import type { Replay } from '../contract/endpoint.ts';
import { isSeamError } from '../errors/is-seam-error.ts';
import type { SeamError } from '../errors/seam-error.ts';
import { isObject } from '../shared/is-object.ts';
import type { RetryOptions } from './options.ts';

const finalStatuses = new Set([501, 505, 511]);

/**
 * How many attempts a failure is worth: none more (1), one more (2), or all there are. What was provably not carried out
 * is repeated for every endpoint; what may have been, only where a second time does no harm.
 */
const maxAttempts = (error: SeamError, replay: Replay): number => {
  const isHarmless = replay !== 'never';
  if (isSeamError(error, 'SeamConnectionError')) {
    if (error.code === 'tls' || error.code === 'headers') return 1;
    return error.outcome === 'not_sent' || isHarmless ? Infinity : 1;
  }
  if (isSeamError(error, 'SeamTimeoutError')) return isHarmless ? Infinity : 1;
  if (isSeamError(error, 'SeamInvalidResponseError'))
    return replay === 'safe' && (error.reason === 'invalid_json' || error.reason === 'not_json') ? 2 : 1;
  if (!isSeamError(error, 'SeamApiError')) return 1;

  const { statusCode, type, retryAfterMs, data } = error;
  // What a proxy answers in its own format, or a router of a change whose outcome is unknown, proves nothing.
  const isProof = type !== `http_${statusCode}` && !(isObject(data) && data['outcome'] === 'unknown');
  if (statusCode === 408 || statusCode === 429) return isProof || isHarmless ? Infinity : 1;
  if (statusCode === 409) return replay === 'idempotent' ? 2 : 1;
  if (statusCode < 500 || finalStatuses.has(statusCode)) return 1;
  return isHarmless || (isProof && statusCode === 503 && retryAfterMs !== undefined) ? Infinity : 1;
};

const longestDelay = 8000;
const shortestDelay = 50;

interface DelayRequest {
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  readonly baseDelay: number;
  readonly maxRetryAfter: number;
  /** What is left of the call's time, in milliseconds. */
  readonly remaining: number;
}

/**
 * The pause before the next attempt, in milliseconds: what the server asked for, or a random point below a ceiling that
 * doubles. `undefined` when waiting is pointless: the server asks for too much, or the time would be up before.
 */
export const delayBefore = (error: SeamError, request: DelayRequest): number | undefined => {
  const { attempt, baseDelay, maxRetryAfter, remaining } = request;
  const asked = isSeamError(error, 'SeamApiError') ? error.retryAfterMs : undefined;
  if (asked !== undefined && asked > maxRetryAfter) return undefined;
  const base = isSeamError(error, 'SeamRateLimitError') ? 2 * baseDelay : baseDelay;
  const ceiling = Math.min(base * 2 ** (attempt - 1), longestDelay);
  const delay =
    asked === undefined
      ? Math.max(Math.random() * ceiling, Math.min(shortestDelay, ceiling))
      : asked * (1 + Math.random() / 10);
  return delay < remaining ? delay : undefined;
};

const capacity = 500;

/**
 * What a client may spend on attempts beyond the first, for each replay class, so that an outage is not met with four times the traffic. Each
 * costs 5, or 10 after a timeout; a call that succeeds gives the last price back, one that succeeds at once gives 1.
 */
export class RetryBudget {
  #left = capacity;

  /** The price of another attempt, taken; `undefined` when there is not enough left. */
  take(error: SeamError): number | undefined {
    const price = isSeamError(error, 'SeamTimeoutError') ? 10 : 5;
    if (price > this.#left) return undefined;
    this.#left -= price;
    return price;
  }

  /** Notes a success. `price` is what its last attempt cost, if it was not the first. */
  give(price = 1): void {
    this.#left = Math.min(capacity, this.#left + price);
  }
}

interface RetrierOptions {
  readonly replay: Replay;
  readonly retry: RetryOptions | false;
  readonly quota: RetryBudget;
  /** Milliseconds for all attempts and pauses together. */
  readonly totalTimeout: number;
  readonly onRetry: (error: SeamError, delay: number) => void;
}

/** The attempts of one call: how many there were, what they came to, and whether there is to be another. */
export class Retrier {
  /** How often the call was sent. */
  sent = 0;
  /** The pause before the next attempt, in milliseconds. */
  pause = 0;
  /** The last failure. */
  failure: SeamError | undefined;
  /** Whether some attempt may have been applied without our knowing. */
  isAmbiguous = false;
  readonly limit: number;
  readonly #options: RetrierOptions;
  readonly #end: number;
  #price: number | undefined;

  constructor(options: RetrierOptions) {
    this.#options = options;
    this.#end = performance.now() + options.totalTimeout;
    this.limit = options.retry === false ? 1 : (options.retry.attempts ?? 4);
  }

  /** What is left of the call's time, in milliseconds. */
  get remaining(): number {
    return this.#end - performance.now();
  }

  /** Notes a failure, and decides. */
  shouldRetry(error: unknown): boolean {
    if (!isSeamError(error)) return false;
    const { replay, retry, quota, onRetry } = this.#options;
    this.failure = error;
    this.isAmbiguous ||= error.outcome === 'unknown';
    if (this.sent >= Math.min(this.limit, maxAttempts(error, replay))) return false;
    const { baseDelay = 500, maxRetryAfter = 10_000 } = retry || {};
    const delay = delayBefore(error, {
      attempt: this.sent,
      baseDelay,
      maxRetryAfter,
      remaining: this.remaining,
    });
    if (delay === undefined) return false;
    this.#price = quota.take(error);
    if (this.#price === undefined) return false;
    this.pause = delay;
    onRetry(error, delay);
    return true;
  }

  /** Notes the success. */
  succeed(): void {
    this.#options.quota.give(this.#price);
  }
}

const longestRetryAfter = 2 ** 31 - 1;

// The three forms of a date in HTTP; the last one names no zone and means GMT.
const dates = [
  /^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^\w+day, \d{2}-\w{3}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^\w{3} \w{3} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];

/**
 * The value of a `Retry-After` header in milliseconds, from seconds or from a date. `undefined` when it is neither, or
 * asks for nothing.
 */
export const parseRetryAfter = (value: string | null): number | undefined => {
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value)
    ? Number(value) * 1000
    : dates.some((date) => date.test(value))
      ? Date.parse(value.endsWith('GMT') ? value : `${value} GMT`) - Date.now()
      : 0;
  return ms > 0 ? Math.min(ms, longestRetryAfter) : undefined;
};
