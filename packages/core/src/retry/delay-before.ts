import type { SeamError } from '../errors/seam-error.ts';
import { isSeamError } from '../errors/is-seam-error.ts';

const longest = 8000;
const shortest = 50;

export interface DelayRequest {
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
  const ceiling = Math.min(base * 2 ** (attempt - 1), longest);
  const delay =
    asked === undefined
      ? Math.max(Math.random() * ceiling, Math.min(shortest, ceiling))
      : asked * (1 + Math.random() / 10);
  return delay < remaining ? delay : undefined;
};
