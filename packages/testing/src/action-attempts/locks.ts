import { entranceIdsOfCredential, isActive } from '../access/reach.ts';
import { writeEvent } from '../events/write-event.ts';
import type { World } from '../fake/world.ts';
import { findEnteredCode, useAccessCode } from '../resources/access-codes/use.ts';
import { patchProperties } from '../resources/devices/changes.ts';
import { aboutDevice } from '../resources/devices/record.ts';
import { lockDevice, unlockDevice } from '../resources/locks/rules.ts';
import type { UnlockEntranceInput } from './inputs.ts';
import { reachableDevice } from './reachable.ts';
import { type AttemptEffect, AttemptError, type AttemptOf } from './types.ts';

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

/** Whether a cloud key opens an entrance at this moment, for the ACS user it belongs to. */
const opens = (world: World, acs_credential_id: string, acs_entrance_id: string): boolean => {
  const credential = world.state.acsCredentials.get(acs_credential_id);
  const user = world.state.acsUsers.get(credential?.acs_user_id ?? '');
  return (
    credential !== undefined &&
    (user === undefined || isActive(world, user)) &&
    entranceIdsOfCredential(world, credential).includes(acs_entrance_id)
  );
};

/** Opens an entrance from afar. @throws AttemptError when it is gone, or the credential does not open it */
const unlockEntrance = (world: World, input: UnlockEntranceInput, action_attempt_id: string): void => {
  const { acs_entrance_id, acs_credential_id, acs_user_id } = input;
  const entrance = world.state.acsEntrances.get(acs_entrance_id);
  if (!entrance) throw new AttemptError('uncategorized_error', 'The entrance is gone.');
  if (acs_credential_id !== undefined && !opens(world, acs_credential_id, acs_entrance_id))
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

/** Locks a lock from afar. */
export const lockDoor: AttemptEffect<'LOCK_DOOR'> = (world, { action_attempt_id, input }) => {
  lockDevice(world, reachableDevice(world, input.device_id), { method: 'remote', action_attempt_id });
  return confirmed;
};

/** Unlocks a lock, or an entrance of an access system, from afar. */
export const unlockDoor = (world: World, { action_attempt_id, input }: AttemptOf<'UNLOCK_DOOR'>): object => {
  if ('acs_entrance_id' in input) unlockEntrance(world, input, action_attempt_id);
  else unlockDevice(world, reachableDevice(world, input.device_id), { method: 'remote', action_attempt_id });
  return confirmed;
};

/** Tells a lock whether to lock itself, and after how long. */
export const configureAutoLock: AttemptEffect<'CONFIGURE_AUTO_LOCK'> = (world, { input }) => {
  const { device_id } = reachableDevice(world, input.device_id);
  const { auto_lock_enabled, auto_lock_delay_seconds } = input;
  patchProperties(world, device_id, {
    auto_lock_enabled,
    ...(auto_lock_delay_seconds === undefined ? {} : { auto_lock_delay_seconds }),
  });
  return {};
};
