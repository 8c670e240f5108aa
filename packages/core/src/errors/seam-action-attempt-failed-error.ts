import type { ActionAttempt } from '../generated/models/action-attempts.ts';
import { SeamError, type SeamErrorFacts } from './seam-error.ts';

export interface ActionAttemptErrorFacts extends SeamErrorFacts {
  readonly actionAttempt: ActionAttempt;
}

/** The action was tried, and failed: the lock did not answer, the card could not be read. */
export class SeamActionAttemptFailedError extends SeamError {
  override get name(): string {
    return 'SeamActionAttemptFailedError';
  }

  readonly actionAttempt: ActionAttempt;

  /** What went wrong, in Seam's word for it. */
  readonly code: string;

  constructor(message: string, facts: ActionAttemptErrorFacts & { readonly code: string }) {
    super(message, facts);
    this.actionAttempt = facts.actionAttempt;
    this.code = facts.code;
  }
}
