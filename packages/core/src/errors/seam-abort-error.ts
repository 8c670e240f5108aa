import type { ActionAttempt } from '../generated/models/action-attempts.ts';
import { SeamError, type SeamErrorFacts } from './seam-error.ts';

/** The caller's signal ended the call; `cause` is the signal's reason. */
export class SeamAbortError extends SeamError {
  override get name(): string {
    return 'SeamAbortError';
  }

  /** The action attempt that was polled when the signal ended the call. */
  readonly actionAttempt?: ActionAttempt;

  constructor(message: string, facts: SeamErrorFacts & { readonly actionAttempt?: ActionAttempt }) {
    super(message, facts);
    if (facts.actionAttempt) this.actionAttempt = facts.actionAttempt;
  }
}
