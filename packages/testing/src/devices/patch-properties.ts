import type { DeviceRow } from '../rows.ts';
import type { World } from '../world.ts';

/** Changes some of a device's properties and leaves the others. */
export const patchProperties = (
  { state }: World,
  device_id: string,
  changes: Partial<DeviceRow['properties']>,
): void => {
  const device = state.devices.get(device_id);
  if (device) state.devices.patch(device_id, { properties: { ...device.properties, ...changes } });
};
