import type { ActionAttemptRow, ActionType } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { writeEvent } from '../events/write-event.ts';
import { attemptEffects } from './effects.ts';
import { type AttemptEffect, AttemptError } from './types.ts';

/** The action types whose end Seam reports with an event, and the prefix of that event. */
const reported = {
  LOCK_DOOR: 'action_attempt.lock_door',
  UNLOCK_DOOR: 'action_attempt.unlock_door',
  SIMULATE_KEYPAD_CODE_ENTRY: 'action_attempt.simulate_keypad_code_entry',
  SIMULATE_MANUAL_LOCK_VIA_KEYPAD: 'action_attempt.simulate_manual_lock_via_keypad',
} as const satisfies Partial<Record<ActionType, string>>;

const isReported = (action_type: ActionType): action_type is keyof typeof reported => action_type in reported;

/** Writes the event for an action attempt that has ended, if its type has one. */
const reportAttempt = (world: World, attempt: ActionAttemptRow): void => {
  const { action_attempt_id, action_type, status, device_id, workspace_id } = attempt;
  if (!isReported(action_type)) return;
  const device = world.state.devices.get(device_id ?? '');
  writeEvent(world, `${reported[action_type]}.${status === 'success' ? 'succeeded' : 'failed'}`, {
    workspace_id,
    action_attempt_id,
    action_type,
    status,
    ...(device ? { device_id: device.device_id, connected_account_id: device.connected_account_id } : {}),
  });
};

type Outcome = Pick<ActionAttemptRow, 'status' | 'result' | 'error'>;

const outcomeOf = (world: World, attempt: ActionAttemptRow): Outcome => {
  const failure = world.failures.take(attempt.action_type);
  try {
    if (failure) throw new AttemptError(failure.type, failure.message);
    const effect = attemptEffects[attempt.action_type] as AttemptEffect<typeof attempt.action_type>;
    return { status: 'success', result: effect(world, attempt), error: null };
  } catch (error) {
    if (!(error instanceof AttemptError)) throw error;
    const { type, message } = error;
    return { status: 'error', result: null, error: { type, message } };
  }
};

/** Ends an action attempt, with the failure that a test requested or with the result of its effect. */
export const finishAttempt = (world: World, { action_attempt_id }: { action_attempt_id: string }): void => {
  const { actionAttempts } = world.state;
  const attempt = actionAttempts.get(action_attempt_id);
  if (attempt?.status !== 'pending') return;
  const finished = actionAttempts.patch(action_attempt_id, outcomeOf(world, attempt));
  if (finished) reportAttempt(world, finished);
};
