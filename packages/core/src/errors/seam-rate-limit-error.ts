import { SeamApiError } from './seam-api-error.ts';

/** 429: too many calls. Nothing was changed; `retryAfterMs` says how long to wait, if Seam did. */
export class SeamRateLimitError extends SeamApiError {
  override get name(): string {
    return 'SeamRateLimitError';
  }
}
