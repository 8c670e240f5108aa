import type { ActionAttempt } from '../contract/generated/models/action-attempts.ts';
import { SeamError, type SeamErrorFacts } from './seam-error.ts';

interface ActionAttemptErrorFacts extends SeamErrorFacts {
  readonly actionAttempt: ActionAttempt;
}

/** The action failed: the lock did not respond, the card could not be read. */
export class SeamActionAttemptFailedError extends SeamError {
  override get name(): string {
    return 'SeamActionAttemptFailedError';
  }

  readonly actionAttempt: ActionAttempt;

  /** Seam's type of the error. */
  readonly code: string;

  constructor(message: string, facts: ActionAttemptErrorFacts & { readonly code: string }) {
    super(message, facts);
    this.actionAttempt = facts.actionAttempt;
    this.code = facts.code;
  }
}

/** The action attempt was still pending at the end of the timeout. It continues: poll it again, or use a longer timeout. */
export class SeamActionAttemptTimeoutError extends SeamError {
  override get name(): string {
    return 'SeamActionAttemptTimeoutError';
  }

  readonly actionAttempt: ActionAttempt;

  constructor(message: string, facts: ActionAttemptErrorFacts) {
    super(message, facts);
    this.actionAttempt = facts.actionAttempt;
  }
}

/**
 * Seam accepted the action, but polling the action attempt failed, so its result is unknown. `cause` is the error of polling.
 * Poll again with `waitForActionAttempt`. Repeating the call may carry out the action twice.
 */
export class SeamActionAttemptUnknownError extends SeamError {
  override get name(): string {
    return 'SeamActionAttemptUnknownError';
  }

  readonly actionAttempt: ActionAttempt;

  constructor(message: string, facts: ActionAttemptErrorFacts) {
    super(message, facts);
    this.actionAttempt = facts.actionAttempt;
  }
}
