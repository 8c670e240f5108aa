import type { DeviceRow } from '../rows.ts';
import type { World } from '../world.ts';
import { isOnDevice } from './is-on-device.ts';

/** Whether a device has all the access codes that it can hold. */
export const isDeviceFull = ({ state }: World, { device_id, properties }: DeviceRow): boolean => {
  const { max_active_codes_supported: most } = properties;
  if (most === undefined) return false;
  return state.accessCodes.by('device_id', device_id).filter((row) => isOnDevice(row)).length >= most;
};
