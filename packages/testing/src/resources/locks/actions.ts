import { opensNow } from '../../access/reach.ts';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import type { UnlockEntranceInput } from '../action-attempts/inputs.ts';
import { type AttemptEffect, AttemptError, type AttemptOf } from '../action-attempts/types.ts';
import { requireReachableDevice } from '../devices/find.ts';
import { patchProperties } from '../devices/record.ts';
import { deviceEventFields } from '../devices/rules.ts';
import { type EventFields, writeEvent } from '../events/write-event.ts';

/** How a lock was locked or unlocked. */
export type LockSource = Pick<
  EventFields<'lock.unlocked'>,
  | 'method'
  | 'action_attempt_id'
  | 'access_code_id'
  | 'access_code_is_managed'
  | 'code'
  | 'is_via_bluetooth'
  | 'is_via_nfc'
  | 'user_identity_id'
>;

/** Locks a lock. */
export const lockDevice = (world: World, device: DeviceRow, source: LockSource): void => {
  patchProperties(world, device.device_id, { locked: true });
  writeEvent(world, 'lock.locked', { ...deviceEventFields(world, device), ...source });
};

/** Unlocks a lock. With auto-lock, it locks itself after its delay. */
export const unlockDevice = (world: World, device: DeviceRow, source: LockSource): void => {
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

/** Whether a cloud key opens an entrance now, for its ACS user. */
const canUnlock = (world: World, acs_credential_id: string, acs_entrance_id: string): boolean => {
  const credential = world.state.acsCredentials.get(acs_credential_id);
  return credential !== undefined && opensNow(world, credential, acs_entrance_id);
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

/**
 * Lets a lock act on a request. A lock that does not confirm its actions does not report its new state either.
 * @returns the result of the action attempt
 */
const actRemotely = (
  world: World,
  { device_id, action_attempt_id }: { readonly device_id: string; readonly action_attempt_id: string },
  act: typeof lockDevice,
): object => {
  const device = requireReachableDevice(world, device_id);
  const isConfirmed = device.confirms_lock_actions !== false;
  if (isConfirmed) act(world, device, { method: 'remote', action_attempt_id });
  return { was_confirmed_by_device: isConfirmed };
};

/** Locks a lock remotely. */
export const lockDoor: AttemptEffect<'LOCK_DOOR'> = (world, { action_attempt_id, input }) =>
  actRemotely(world, { ...input, action_attempt_id }, lockDevice);

/** Unlocks a lock, or an entrance of an access system, remotely. */
export const unlockDoor = (world: World, { action_attempt_id, input }: AttemptOf<'UNLOCK_DOOR'>): object => {
  if (!('acs_entrance_id' in input)) return actRemotely(world, { ...input, action_attempt_id }, unlockDevice);
  unlockEntrance(world, input, action_attempt_id);
  return { was_confirmed_by_device: true };
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
