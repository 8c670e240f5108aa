import { entranceIdsOfCredential, isActive } from '../../access/reach.ts';
import { isCurrent } from '../../fake/moment.ts';
import type { AccessCodeRow, DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { isUsable } from '../access-codes/record.ts';
import { requestDeletion } from '../access-codes/sync.ts';
import type { UnlockEntranceInput } from '../action-attempts/inputs.ts';
import { type AttemptEffect, AttemptError, type AttemptOf } from '../action-attempts/types.ts';
import { requireReachableDevice } from '../devices/find.ts';
import { patchProperties } from '../devices/record.ts';
import { deviceEventFields } from '../devices/rules.ts';
import { type EventFields, writeEvent } from '../events/write-event.ts';

/** How a lock was locked or unlocked. */
type LockSource = Pick<
  EventFields<'lock.unlocked'>,
  'method' | 'action_attempt_id' | 'access_code_id' | 'access_code_is_managed' | 'code' | 'user_identity_id'
>;

const lockDevice = (world: World, device: DeviceRow, source: LockSource): void => {
  patchProperties(world, device.device_id, { locked: true });
  writeEvent(world, 'lock.locked', { ...deviceEventFields(world, device), ...source });
};

/** Unlocks a lock. With auto-lock, it locks itself after its delay. */
const unlockDevice = (world: World, device: DeviceRow, source: LockSource): void => {
  const { device_id } = device;
  const unlocked_at = world.clock.timestamp();
  const { auto_lock_enabled, auto_lock_delay_seconds } = device.properties;
  patchProperties(world, device_id, { locked: false });
  world.state.devices.patch(device_id, { unlocked_at });
  writeEvent(world, 'lock.unlocked', { ...deviceEventFields(world, device), ...source });
  if (auto_lock_enabled === true && auto_lock_delay_seconds !== undefined)
    world.schedule(auto_lock_delay_seconds * 1000, {
      name: 'auto_lock_device',
      args: { device_id, unlocked_at },
    });
};

interface AutoLock {
  readonly device_id: string;
  readonly unlocked_at: string;
}

/** Locks a lock automatically, unless it was locked or unlocked again, or auto-lock was disabled. */
export const autoLockDevice = (world: World, { device_id, unlocked_at }: AutoLock): void => {
  const device = world.state.devices.get(device_id);
  if (device?.properties.locked !== false || device.unlocked_at !== unlocked_at) return;
  if (device.properties.auto_lock_enabled === true) lockDevice(world, device, { method: 'automatic' });
};

interface CodeEntry {
  readonly device_id: string;
  readonly code: string;
}

interface EnteredCode {
  readonly row: AccessCodeRow | undefined;
  /** Whether it unlocks the lock now. */
  readonly isActive: boolean;
}

/** The access code that was entered at a lock. Of several with the same code, the active one. */
const findEnteredCode = (world: World, { device_id, code }: CodeEntry): EnteredCode => {
  const rows = world.state.accessCodes.by('device_id', device_id).filter((row) => row.code === code);
  const active = rows.find((row) => isUsable(row) && isCurrent(world, row));
  return { row: active ?? rows[0], isActive: active !== undefined };
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

const deniedMessages = {
  unknown_code: 'No access code of the lock has this code.',
  expired_code: 'The access code has expired, or its time frame has not started.',
} as const;

/** Enters a code at a lock. A code that is set there, managed or not, unlocks it; any other is denied. */
export const keypadCodeEntry: AttemptEffect<'SIMULATE_KEYPAD_CODE_ENTRY'> = (world, { input }) => {
  const device = requireReachableDevice(world, input.device_id);
  const { row, isActive } = findEnteredCode(world, input);
  if (row && isActive) {
    useAccessCode(world, device, row);
    return {};
  }
  const reason_code = row ? 'expired_code' : 'unknown_code';
  writeEvent(world, 'lock.access_denied', {
    ...deviceEventFields(world, device),
    ...(row ? { access_code_id: row.access_code_id } : {}),
    reason: { reason_code, message: deniedMessages[reason_code] },
  });
  return {};
};

/** Locks a lock at its keypad. */
export const manualLockViaKeypad: AttemptEffect<'SIMULATE_MANUAL_LOCK_VIA_KEYPAD'> = (world, { input }) => {
  lockDevice(world, requireReachableDevice(world, input.device_id), { method: 'manual' });
  return {};
};

/** Whether a cloud key opens an entrance now, for its ACS user. */
const canUnlock = (world: World, acs_credential_id: string, acs_entrance_id: string): boolean => {
  const credential = world.state.acsCredentials.get(acs_credential_id);
  const user = world.state.acsUsers.get(credential?.acs_user_id ?? '');
  return (
    credential !== undefined &&
    (user === undefined || isActive(world, user)) &&
    entranceIdsOfCredential(world, credential).includes(acs_entrance_id)
  );
};

/** Unlocks an entrance remotely. @throws AttemptError when it is deleted, or the credential does not open it */
const unlockEntrance = (world: World, input: UnlockEntranceInput, action_attempt_id: string): void => {
  const { acs_entrance_id, acs_credential_id, acs_user_id } = input;
  const entrance = world.state.acsEntrances.get(acs_entrance_id);
  if (!entrance) throw new AttemptError('uncategorized_error', 'The entrance was deleted.');
  if (acs_credential_id !== undefined && !canUnlock(world, acs_credential_id, acs_entrance_id))
    throw new AttemptError('uncategorized_error', 'The credential does not open the entrance.');
  const { acs_system_id, connected_account_id, workspace_id } = entrance;
  world.state.acsEntrances.patch(acs_entrance_id, { is_locked: false });
  writeEvent(world, 'lock.unlocked', {
    workspace_id,
    acs_entrance_id,
    acs_system_id,
    connected_account_id,
    action_attempt_id,
    method: 'remote',
    ...(acs_user_id === undefined
      ? {}
      : { acs_user_id, user_identity_id: world.state.acsUsers.get(acs_user_id)?.user_identity_id }),
  });
};

const confirmed = { was_confirmed_by_device: true };

/** Locks a lock remotely. */
export const lockDoor: AttemptEffect<'LOCK_DOOR'> = (world, { action_attempt_id, input }) => {
  lockDevice(world, requireReachableDevice(world, input.device_id), { method: 'remote', action_attempt_id });
  return confirmed;
};

/** Unlocks a lock, or an entrance of an access system, remotely. */
export const unlockDoor = (world: World, { action_attempt_id, input }: AttemptOf<'UNLOCK_DOOR'>): object => {
  if ('acs_entrance_id' in input) unlockEntrance(world, input, action_attempt_id);
  else
    unlockDevice(world, requireReachableDevice(world, input.device_id), {
      method: 'remote',
      action_attempt_id,
    });
  return confirmed;
};

/** Configures whether and after which delay a lock locks itself. */
export const configureAutoLock: AttemptEffect<'CONFIGURE_AUTO_LOCK'> = (world, { input }) => {
  const { device_id } = requireReachableDevice(world, input.device_id);
  const { auto_lock_enabled, auto_lock_delay_seconds } = input;
  patchProperties(world, device_id, {
    auto_lock_enabled,
    ...(auto_lock_delay_seconds === undefined ? {} : { auto_lock_delay_seconds }),
  });
  return {};
};
