import type { ActionAttempt } from '@org/seam-core';
import type { ActionAttemptRow, ActionType } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';
import type { AttemptInputs } from './inputs.ts';

/** An action attempt as the API shows it. */
export const presentActionAttempt = ({
  action_attempt_id,
  action_type,
  status,
  result,
  error,
}: ActionAttemptRow): ActionAttempt =>
  ({ action_attempt_id, action_type, status, result, error }) as ActionAttempt;

/**
 * Starts an action attempt, which is pending in the response. It ends after `assumptions.action_attempt_ms` on the
 * fake's clock; with 0, before the next request is handled.
 */
export const startAttempt = <TType extends ActionType>(
  { world, workspace_id }: WorldContext,
  action_type: TType,
  input: AttemptInputs[TType],
): Extract<ActionAttempt, { action_type: TType }> => {
  const action_attempt_id = world.ids.next('action_attempt');
  const row = world.state.actionAttempts.insert({
    action_attempt_id,
    action_type,
    status: 'pending',
    result: null,
    error: null,
    input,
    workspace_id,
    ...('device_id' in input ? { device_id: input.device_id } : {}),
  });
  world.schedule(world.assumptions.action_attempt_ms, {
    name: 'finish_action_attempt',
    args: { action_attempt_id },
  });
  return presentActionAttempt(row) as Extract<ActionAttempt, { action_type: TType }>;
};
