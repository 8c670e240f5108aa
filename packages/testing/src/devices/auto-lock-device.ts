import type { World } from '../world.ts';
import { lockDevice } from './turn-lock.ts';

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
