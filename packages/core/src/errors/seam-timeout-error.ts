import { SeamError, type SeamErrorFacts } from './seam-error.ts';

/** What was waited for when the time was up. */
export type TimeoutPhase = 'connect' | 'headers' | 'body';

/** The answer did not come whole in time. */
export class SeamTimeoutError extends SeamError {
  override get name(): string {
    return 'SeamTimeoutError';
  }

  readonly phase: TimeoutPhase;

  constructor(message: string, facts: SeamErrorFacts & { readonly phase: TimeoutPhase }) {
    super(message, facts);
    this.phase = facts.phase;
  }
}
