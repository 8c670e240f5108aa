import { SeamApiError, type SeamApiErrorFacts } from './seam-api-error.ts';

/** 429: too many calls. Nothing was changed. */
export class SeamRateLimitError extends SeamApiError {
  override get name(): string {
    return 'SeamRateLimitError';
  }

  /** How long Seam asks to wait, in milliseconds; absent when it did not say. */
  readonly retryAfterMs?: number;

  constructor(message: string, facts: SeamApiErrorFacts & { readonly retryAfterMs?: number | undefined }) {
    super(message, facts);
    if (facts.retryAfterMs !== undefined) this.retryAfterMs = facts.retryAfterMs;
  }
}
