import type { ActionAttempt } from './generated/models/action-attempts.ts';
import { isObject } from './is-object.ts';

/** Whether it is an action attempt that can be polled, or has ended. Any other status proves nothing. */
export const isActionAttempt = (value: unknown): value is ActionAttempt => {
  if (!isObject(value)) return false;
  const { action_attempt_id: id, status } = value;
  return typeof id === 'string' && id !== '' && ['pending', 'success', 'error'].includes(String(status));
};
