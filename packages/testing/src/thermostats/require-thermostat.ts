import { apiError } from '@org/seam-core/server';
import type { DeviceRow } from '../rows.ts';
import type { WorldContext } from '../world.ts';

/** The managed thermostat of the caller's workspace. @throws SeamNotFoundError also when the device is another thing */
export const requireThermostat = ({ world, workspace_id }: WorldContext, device_id: string): DeviceRow => {
  const device = world.state.devices.require(device_id, workspace_id);
  if (!device.is_managed || !device.capabilities_supported.includes('thermostat'))
    throw apiError('device_not_found', {
      message: `The device ${device_id} is no managed thermostat.`,
      data: { device_id },
    });
  return device;
};
