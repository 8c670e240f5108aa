import { isObject } from '../../is-object.ts';
import type { Answer } from '../answer.ts';
import type { AuditEntry } from './audit-entry.ts';

/** The action attempt that an answer brings, as far as it is written down. */
export const attemptIn = ({ value }: Answer): AuditEntry['actionAttempt'] => {
  const attempt = isObject(value) ? value['action_attempt'] : undefined;
  if (!isObject(attempt)) return undefined;
  const { action_attempt_id, status } = attempt;
  return typeof action_attempt_id === 'string' && typeof status === 'string'
    ? { action_attempt_id, status }
    : undefined;
};
