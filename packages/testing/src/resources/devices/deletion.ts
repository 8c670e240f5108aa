import { writeEvent } from '../../events/write-event.ts';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { deleteAccessCode } from '../access-codes/deletion.ts';
import { aboutDevice } from './record.ts';

/** Deletes a device with its access codes, and with what was planned and allowed for it. */
export const deleteDevice = (world: World, device: DeviceRow): void => {
  const { state } = world;
  const { device_id, display_name } = device;
  const about = aboutDevice(world, device);
  for (const code of state.accessCodes.by('device_id', device_id)) deleteAccessCode(world, code);
  for (const { noise_threshold_id } of state.noiseThresholds.by('device_id', device_id))
    state.noiseThresholds.delete(noise_threshold_id);
  for (const { thermostat_schedule_id } of state.thermostatSchedules.by('device_id', device_id))
    state.thermostatSchedules.delete(thermostat_schedule_id);
  for (const { thermostat_daily_program_id } of state.thermostatDailyPrograms.by('device_id', device_id))
    state.thermostatDailyPrograms.delete(thermostat_daily_program_id);
  for (const links of [state.deviceAccess, state.grantDevices, state.grantExceptions, state.spaceDevices])
    links.deleteRight(device_id);
  state.devices.delete(device_id);
  writeEvent(world, 'device.deleted', { ...about, device_name: display_name });
};
