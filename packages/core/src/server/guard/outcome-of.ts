import type { Answer } from '../answer.ts';
import { attemptIn } from './attempt-in.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { Exchange } from './exchange.ts';
import { isReplay } from './is-replay.ts';

/** What came of a call, by its answer and by how far it got. */
export const outcomeOf = (answer: Answer, { note }: Exchange<unknown>): AuditEntry['outcome'] => {
  if (answer.status < 400) {
    // To have looked at an attempt that failed is a success.
    const isChange = note.endpoint?.replay !== 'safe';
    return isChange && attemptIn(answer)?.status === 'error' ? 'failed' : 'done';
  }
  // Of failures, only those that may have changed something are remembered.
  if (note.mayHaveActed || isReplay(answer)) return 'unknown';
  const isFailure = note.isForwarded || (note.isAllowed && answer.status >= 500);
  return isFailure ? 'failed' : 'refused';
};
