import type { ActionAttempt } from '../generated/models/action-attempts.ts';
import type { ActionAttemptErrorFacts } from './seam-action-attempt-failed-error.ts';
import { SeamError } from './seam-error.ts';

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
