import { writeEvent } from '../events/write-event.ts';
import type { ActionAttemptRow, ActionType } from '../rows.ts';
import type { World } from '../world.ts';

/** The kinds of action attempts whose end Seam tells of, with the beginning of the event's name. */
const reported = {
  LOCK_DOOR: 'action_attempt.lock_door',
  UNLOCK_DOOR: 'action_attempt.unlock_door',
  SIMULATE_KEYPAD_CODE_ENTRY: 'action_attempt.simulate_keypad_code_entry',
  SIMULATE_MANUAL_LOCK_VIA_KEYPAD: 'action_attempt.simulate_manual_lock_via_keypad',
} as const satisfies Partial<Record<ActionType, string>>;

const isReported = (action_type: ActionType): action_type is keyof typeof reported => action_type in reported;

/** Writes the event about an action attempt that has ended, if its kind has one. */
export const reportAttempt = (world: World, attempt: ActionAttemptRow): void => {
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
