/* eslint-disable no-useless-constructor -- They narrow the type of the facts, which the constructor of SeamError copies. */
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

  /** The action attempt that failed. */
  declare readonly actionAttempt: ActionAttempt;

  /** Seam's type of the error. */
  declare readonly code: string;

  constructor(message: string, facts: ActionAttemptErrorFacts & { readonly code: string }) {
    super(message, facts);
  }
}

/** The action attempt was still pending at the end of the timeout. It continues: poll it again, or use a longer timeout. */
export class SeamActionAttemptTimeoutError extends SeamError {
  override get name(): string {
    return 'SeamActionAttemptTimeoutError';
  }

  /** The action attempt as it was last read: pass it to `waitForActionAttempt`. */
  declare readonly actionAttempt: ActionAttempt;

  constructor(message: string, facts: ActionAttemptErrorFacts) {
    super(message, facts);
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

  /** The action attempt as it was last read: pass it to `waitForActionAttempt`. */
  declare readonly actionAttempt: ActionAttempt;

  constructor(message: string, facts: ActionAttemptErrorFacts) {
    super(message, facts);
  }
}
