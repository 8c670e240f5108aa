import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { patchProperties } from '../devices/record.ts';

/** What the HVAC system does: it heats below the heating set point and cools above the cooling set point. */
const runningState = ({
  current_climate_setting: setting,
  temperature_celsius: now,
  fan_mode_setting,
}: DeviceRow['properties']) => {
  const {
    hvac_mode_setting: mode,
    heating_set_point_celsius: low,
    cooling_set_point_celsius: high,
  } = setting ?? {};
  const [heats, cools] = [mode === 'heat' || mode === 'heat_cool', mode === 'cool' || mode === 'heat_cool'];
  const is_heating = heats && low !== undefined && now !== undefined && now < low;
  const is_cooling = cools && high !== undefined && now !== undefined && now > high;
  const fanMode = setting?.fan_mode_setting ?? fan_mode_setting;
  return { is_heating, is_cooling, is_fan_running: fanMode === 'on' || is_heating || is_cooling };
};

/** Starts or stops the heating, the cooling and the fan, as the setting and the temperature require. */
export const runHvac = (world: World, device_id: string): void => {
  const device = world.state.devices.get(device_id);
  if (device) patchProperties(world, device_id, runningState(device.properties));
};
