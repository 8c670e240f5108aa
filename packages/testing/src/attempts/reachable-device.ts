import { whyUnreachable } from '../devices/why-unreachable.ts';
import type { DeviceRow } from '../rows.ts';
import type { World } from '../world.ts';
import { AttemptError } from './attempt-error.ts';

/** The device, if it is still there and can be reached. @throws AttemptError */
export const reachableDevice = (world: World, device_id: string): DeviceRow => {
  const device = world.state.devices.get(device_id);
  if (!device) throw new AttemptError('device_not_found', 'The device is gone.');
  const reason = whyUnreachable(world, device);
  if (reason !== undefined) throw new AttemptError(reason, 'The device cannot be reached.');
  return device;
};
