import { apiError } from '@org/seam-core/server';
import type { DeviceRow } from '../rows.ts';
import type { WorldContext } from '../world.ts';

type Capability = DeviceRow['capabilities_supported'][number];

/**
 * The device of the caller's workspace, to be told something: it is managed, and it can what it is told.
 * @throws SeamApiError 404 when there is no such device, 400 when it cannot be told
 */
export const requireControllable = (
  { world, workspace_id }: WorldContext,
  device_id: string,
  capability: Capability,
): DeviceRow => {
  const device = world.state.devices.require(device_id, workspace_id);
  const data = { device_id };
  if (!device.is_managed) throw apiError('device_unmanaged', { data });
  if (!device.capabilities_supported.includes(capability))
    throw apiError('not_supported', { message: `The device does not support: ${capability}.`, data });
  return device;
};
