import type { ActionAttempt } from '../generated/models/action-attempts.ts';
import type { ActionAttemptErrorFacts } from './seam-action-attempt-failed-error.ts';
import { SeamError } from './seam-error.ts';

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
