import { patchProperties } from '../devices/patch-properties.ts';
import { lockDevice, unlockDevice } from '../devices/turn-lock.ts';
import type { World } from '../world.ts';
import type { AttemptEffect, AttemptOf } from './attempt-effects.ts';
import { reachableDevice } from './reachable-device.ts';
import { unlockEntrance } from './unlock-entrance.ts';

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
