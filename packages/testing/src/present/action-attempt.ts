import type { ActionAttempt } from '@org/seam-core';
import type { ActionAttemptRow } from '../rows.ts';

/** An action attempt as the API shows it. */
export const presentActionAttempt = ({
  action_attempt_id,
  action_type,
  status,
  result,
  error,
}: ActionAttemptRow): ActionAttempt =>
  ({ action_attempt_id, action_type, status, result, error }) as ActionAttempt;
