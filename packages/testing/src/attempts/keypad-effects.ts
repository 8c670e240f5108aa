import { findEnteredCode } from '../access-codes/find-entered-code.ts';
import { useAccessCode } from '../access-codes/use-access-code.ts';
import { aboutDevice } from '../devices/about-device.ts';
import { lockDevice } from '../devices/turn-lock.ts';
import { writeEvent } from '../events/write-event.ts';
import type { AttemptEffect } from './attempt-effects.ts';
import { reachableDevice } from './reachable-device.ts';

const messages = {
  unknown_code: 'No access code of the lock has these digits.',
  expired_code: 'The time of the access code is over, or has not begun.',
} as const;

/** Somebody enters a code at a lock: one that is set there, managed or not, unlocks it; any other is refused. */
export const keypadCodeEntry: AttemptEffect<'SIMULATE_KEYPAD_CODE_ENTRY'> = (world, { input }) => {
  const device = reachableDevice(world, input.device_id);
  const { row, isActive } = findEnteredCode(world, input);
  if (row && isActive) {
    useAccessCode(world, device, row);
    return {};
  }
  const reason_code = row ? 'expired_code' : 'unknown_code';
  writeEvent(world, 'lock.access_denied', {
    ...aboutDevice(world, device),
    ...(row ? { access_code_id: row.access_code_id } : {}),
    reason: { reason_code, message: messages[reason_code] },
  });
  return {};
};

/** Somebody locks a lock at its keypad. */
export const manualLockViaKeypad: AttemptEffect<'SIMULATE_MANUAL_LOCK_VIA_KEYPAD'> = (world, { input }) => {
  lockDevice(world, reachableDevice(world, input.device_id), { method: 'manual' });
  return {};
};
