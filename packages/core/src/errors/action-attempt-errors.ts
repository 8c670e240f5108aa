import type { ActionAttempt } from '../contract/generated/models/action-attempts.ts';
import { SeamError, type SeamErrorFacts } from './seam-error.ts';

interface ActionAttemptErrorFacts extends SeamErrorFacts {
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

/** The action attempt was still pending when the time to wait was up. It goes on: look again, or wait longer. */
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
 * Seam accepted the action, and polling the action attempt failed, so its result is not known. `cause` is what polling
 * failed with. Poll again with `waitForActionAttempt`; repeating the call may carry out the action twice.
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
