import type { Replay } from '../endpoint.ts';
import { isSeamError } from '../errors/is-seam-error.ts';
import type { SeamError } from '../errors/seam-error.ts';
import type { RetryOptions } from '../options.ts';
import { attemptsWorth } from './attempts-worth.ts';
import { delayBefore } from './delay-before.ts';
import type { RetryQuota } from './retry-quota.ts';

export interface RetrierOptions {
  readonly replay: Replay;
  readonly retry: RetryOptions | false;
  readonly quota: RetryQuota;
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
    if (this.sent >= Math.min(this.limit, attemptsWorth(error, replay))) return false;
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
