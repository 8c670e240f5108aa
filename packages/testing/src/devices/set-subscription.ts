import { writeEvent } from '../events/write-event.ts';
import type { DeviceRow } from '../rows.ts';
import type { World } from '../world.ts';
import { aboutDevice } from './about-device.ts';
import { issuesOfDevice } from './issues-of-device.ts';

const error_code = 'subscription_required';

/** Lets the subscription that a device needs end, or begin again. */
export const setSubscription = (world: World, device: DeviceRow, isExpired: boolean): void => {
  const others = device.errors.filter((error) => error.error_code !== error_code);
  const wasExpired = others.length < device.errors.length;
  if (wasExpired === isExpired) return;
  const about = aboutDevice(world, device);
  if (!isExpired) {
    world.state.devices.patch(device.device_id, { errors: others });
    writeEvent(world, 'device.error.subscription_required.resolved', about);
    return;
  }
  const created_at = world.clock.timestamp();
  const message = 'The subscription of the device has expired.';
  const changed = world.state.devices.patch(device.device_id, {
    errors: [...others, { error_code, message, created_at, is_device_error: true }],
  });
  writeEvent(world, 'device.error.subscription_required', {
    ...about,
    ...issuesOfDevice(world, changed ?? device),
  });
};
