import type { ThermostatSchedule } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import type { ClimatePreset } from './climate.ts';

/** The climate preset of a thermostat with a key. */
export const findPreset = ({ properties }: DeviceRow, key: string): ClimatePreset | undefined =>
  properties.available_climate_presets?.find(({ climate_preset_key }) => climate_preset_key === key);

/** Finds a climate preset of a thermostat. @throws SeamNotFoundError */
export const requirePreset = (device: DeviceRow, climate_preset_key: string): ClimatePreset => {
  const preset = findPreset(device, climate_preset_key);
  if (!preset)
    throw apiError('climate_preset_not_found', {
      message: `The thermostat has no climate preset ${climate_preset_key}.`,
      data: { climate_preset_key },
    });
  return preset;
};

/**
 * Finds a managed thermostat of the caller's workspace.
 * @throws SeamNotFoundError when there is no such device, or it is not a managed thermostat
 */
export const requireThermostat = ({ world, workspace_id }: WorldContext, device_id: string): DeviceRow => {
  const device = world.state.devices.require(device_id, workspace_id);
  if (!device.is_managed || !device.capabilities_supported.includes('thermostat'))
    throw apiError('device_not_found', {
      message: `The device ${device_id} is not a managed thermostat.`,
      data: { device_id },
    });
  return device;
};

/** The schedule that a thermostat follows now. */
export const activeSchedule = (
  { state }: World,
  { properties: { active_thermostat_schedule_id: id } }: DeviceRow,
): ThermostatSchedule | undefined => (id ? state.thermostatSchedules.get(id) : undefined);
