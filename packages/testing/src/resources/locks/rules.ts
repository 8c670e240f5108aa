import { type EventFields, writeEvent } from '../../events/write-event.ts';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { patchProperties } from '../devices/changes.ts';
import { aboutDevice } from '../devices/record.ts';

/** By what a lock was turned. */
type How = Pick<
  EventFields<'lock.unlocked'>,
  'method' | 'action_attempt_id' | 'access_code_id' | 'access_code_is_managed' | 'code' | 'user_identity_id'
>;

/** Locks a lock. */
export const lockDevice = (world: World, device: DeviceRow, how: How): void => {
  patchProperties(world, device.device_id, { locked: true });
  writeEvent(world, 'lock.locked', { ...aboutDevice(world, device), ...how });
};

/** Unlocks a lock. One that is set to lock itself does so after its delay. */
export const unlockDevice = (world: World, device: DeviceRow, how: How): void => {
  const { device_id } = device;
  const unlocked_at = world.clock.timestamp();
  const { auto_lock_enabled, auto_lock_delay_seconds } = device.properties;
  patchProperties(world, device_id, { locked: false });
  world.state.devices.patch(device_id, { unlocked_at });
  writeEvent(world, 'lock.unlocked', { ...aboutDevice(world, device), ...how });
  if (auto_lock_enabled === true && auto_lock_delay_seconds !== undefined)
    world.schedule(auto_lock_delay_seconds * 1000, {
      name: 'auto_lock_device',
      args: { device_id, unlocked_at },
    });
};

interface Unlocking {
  readonly device_id: string;
  readonly unlocked_at: string;
}

/** Lets a lock lock itself, unless it was locked, unlocked again, or told not to meanwhile. */
export const autoLockDevice = (world: World, { device_id, unlocked_at }: Unlocking): void => {
  const device = world.state.devices.get(device_id);
  if (device?.properties.locked !== false || device.unlocked_at !== unlocked_at) return;
  if (device.properties.auto_lock_enabled === true) lockDevice(world, device, { method: 'automatic' });
};
