import { isCurrent } from '../../fake/moment.ts';
import type { AccessCodeRow, DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { isUsable } from '../access-codes/record.ts';
import { requestDeletion } from '../access-codes/sync.ts';
import type { AttemptEffect } from '../action-attempts/types.ts';
import { requireReachableDevice } from '../devices/find.ts';
import { patchProperties } from '../devices/record.ts';
import { connectionErrorOf, deviceEventFields } from '../devices/rules.ts';
import { type EventFields, writeEvent } from '../events/write-event.ts';
import { lockDevice, unlockDevice } from './actions.ts';

interface EnteredCode {
  readonly row: AccessCodeRow | undefined;
  /** Whether it unlocks the lock now. */
  readonly isActive: boolean;
}

/** The access code that was entered at a lock. Of several with the same code, the active one. */
const findEnteredCode = (world: World, { device_id }: DeviceRow, code: string): EnteredCode => {
  const rows = world.state.accessCodes.by('device_id', device_id).filter((row) => row.code === code);
  const active = rows.find((row) => isUsable(row) && isCurrent(world, row));
  return { row: active ?? rows[0], isActive: active !== undefined };
};

type Reason = NonNullable<EventFields<'lock.access_denied'>['reason']>['reason_code'];

const deniedMessages: Readonly<Record<string, string>> = {
  unknown_code: 'No access code of the lock has this code.',
  expired_code: 'The access code has expired, or its time frame has not started.',
  blocklisted_code: 'The code is blocked.',
  too_many_attempts: 'Too many codes in a row were wrong.',
  blocked_by_privacy_mode: 'The lock is in privacy mode.',
  credential_error: 'The lock cannot read the credential.',
};

/** Reports that a lock denied access. */
export const denyAccess = (
  world: World,
  device: DeviceRow,
  {
    reason_code,
    access_code_id,
  }: { readonly reason_code: Reason; readonly access_code_id?: string | undefined },
): void => {
  writeEvent(world, 'lock.access_denied', {
    ...deviceEventFields(world, device),
    ...(access_code_id === undefined ? {} : { access_code_id }),
    reason: { reason_code, message: deniedMessages[reason_code] ?? 'Access denied.' },
  });
};

/** Unlocks a lock with an access code. A one-time access code is deleted. */
const useAccessCode = (world: World, device: DeviceRow, row: AccessCodeRow): void => {
  const { access_code_id, is_managed, code } = row;
  unlockDevice(world, device, {
    method: 'keycode',
    access_code_id,
    access_code_is_managed: is_managed,
    ...(code === null ? {} : { code }),
  });
  if (row.is_one_time_use) requestDeletion(world, row);
};

/**
 * Enters a code at a lock. A code that is set there, managed or not, unlocks it; any other is denied, and all are in privacy
 * mode. A lock that cannot be reached accepts codes, and reports nothing.
 * @returns whether the lock opens
 */
export const enterCode = (world: World, device: DeviceRow, code: string): boolean => {
  const { row, isActive } = findEnteredCode(world, device, code);
  const isPrivate = device.warnings.some(({ warning_code }) => warning_code === 'privacy_mode');
  const opens = row !== undefined && isActive && !isPrivate;
  if (connectionErrorOf(world, device) !== undefined) {
    if (opens) patchProperties(world, device.device_id, { locked: false });
    return opens;
  }
  if (opens) useAccessCode(world, device, row);
  else if (isPrivate) denyAccess(world, device, { reason_code: 'blocked_by_privacy_mode' });
  else
    denyAccess(world, device, {
      reason_code: row ? 'expired_code' : 'unknown_code',
      access_code_id: row?.access_code_id,
    });
  return opens;
};

/** Enters a code at the simulated keypad of a lock. */
export const keypadCodeEntry: AttemptEffect<'SIMULATE_KEYPAD_CODE_ENTRY'> = (world, { input }) => {
  enterCode(world, requireReachableDevice(world, input.device_id), input.code);
  return {};
};

/** Locks a lock at its simulated keypad. */
export const manualLockViaKeypad: AttemptEffect<'SIMULATE_MANUAL_LOCK_VIA_KEYPAD'> = (world, { input }) => {
  lockDevice(world, requireReachableDevice(world, input.device_id), { method: 'manual' });
  return {};
};
