import { SeamError, type Outcome, type SeamErrorFacts } from './seam-error.ts';

export interface SeamApiErrorFacts extends Omit<SeamErrorFacts, 'outcome'> {
  readonly type: string;
  readonly statusCode: number;
  readonly data?: unknown;
  readonly outcome?: Outcome;
  readonly retryAfterMs?: number | undefined;
}

/** Seam answered with an error. `type` says which, and is stable; `message` is for people. */
export class SeamApiError extends SeamError {
  override get name(): string {
    return 'SeamApiError';
  }

  /** Seam's error type, such as `device_not_found`. */
  readonly type: string;

  /** The HTTP status. */
  readonly statusCode: number;

  /** What Seam added, often the id it did not find. */
  readonly data?: unknown;

  /** How long Seam asks to wait, in milliseconds; absent when it did not say. */
  readonly retryAfterMs?: number;

  constructor(message: string, facts: SeamApiErrorFacts) {
    super(message, { ...facts, outcome: facts.outcome ?? (facts.statusCode < 500 ? 'rejected' : 'unknown') });
    this.type = facts.type;
    this.statusCode = facts.statusCode;
    if (facts.data !== undefined) this.data = facts.data;
    if (facts.retryAfterMs !== undefined) this.retryAfterMs = facts.retryAfterMs;
  }
}
