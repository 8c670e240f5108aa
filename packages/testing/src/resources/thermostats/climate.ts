import { writeEvent } from '../../events/write-event.ts';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { patchProperties } from '../devices/changes.ts';
import { aboutDevice } from '../devices/record.ts';
import { climateSetting } from './climate-types.ts';
import { findPreset } from './find.ts';
import { toFahrenheit } from './temperature.ts';

interface Activation {
  readonly climate_preset_key: string;
  readonly thermostat_schedule_id?: string | undefined;
  readonly isFallback?: boolean | undefined;
}

/** Lets a thermostat follow a preset. One that it does not have any more changes nothing. */
export const activatePreset = (
  world: World,
  device: DeviceRow,
  { climate_preset_key, thermostat_schedule_id = '', isFallback = false }: Activation,
): void => {
  const preset = findPreset(device, climate_preset_key);
  if (!preset) return;
  world.state.devices.patch(device.device_id, { override_ends_at: undefined });
  patchProperties(world, device.device_id, {
    current_climate_setting: climateSetting(preset),
    is_temporary_manual_override_active: false,
    ...(preset.fan_mode_setting === undefined ? {} : { fan_mode_setting: preset.fan_mode_setting }),
  });
  writeEvent(world, 'thermostat.climate_preset_activated', {
    ...aboutDevice(world, device),
    climate_preset_key,
    is_fallback_climate_preset: isFallback,
    thermostat_schedule_id: thermostat_schedule_id === '' ? null : thermostat_schedule_id,
  });
};

const isOutside = ({ temperature_threshold }: DeviceRow['properties'], celsius: number): boolean => {
  if (!temperature_threshold) return false;
  const { lower_limit_celsius: lower, upper_limit_celsius: upper } = temperature_threshold;
  return (lower !== null && celsius < lower) || (upper !== null && celsius > upper);
};

/** How far from a set point it counts as reached, in °C. */
const tolerance = 1;

/** The set point that a temperature has come near to, if it was not near before. */
const reachedSetPoint = (
  { current_climate_setting: setting, temperature_celsius: before = Number.NaN }: DeviceRow['properties'],
  now: number,
): number | undefined => {
  const isNear = (degrees: number, setPoint: number) => Math.abs(degrees - setPoint) <= tolerance;
  return [setting?.heating_set_point_celsius, setting?.cooling_set_point_celsius].find(
    (setPoint) => setPoint !== undefined && isNear(now, setPoint) && !isNear(before, setPoint),
  );
};

const exceeded = 'temperature_threshold_exceeded';

const markOutside = ({ state, clock }: World, device: DeviceRow, isOutside: boolean): void => {
  const others = device.warnings.filter(({ warning_code }) => warning_code !== exceeded);
  const warning = {
    warning_code: exceeded,
    message: 'The temperature is outside of its limits.',
    created_at: clock.timestamp(),
  } as const;
  state.devices.patch(device.device_id, { warnings: isOutside ? [...others, warning] : others });
};

/** Lets a room have a temperature, and tells what follows from it. */
export const reachTemperature = (world: World, device: DeviceRow, temperature_celsius: number): void => {
  const { properties, device_id } = device;
  const before = properties.temperature_celsius;
  const temperatures = { temperature_celsius, temperature_fahrenheit: toFahrenheit(temperature_celsius) };
  const about = { ...aboutDevice(world, device), ...temperatures };
  patchProperties(world, device_id, temperatures);
  if (before !== temperature_celsius) writeEvent(world, 'thermostat.temperature_changed', about);

  const desired = reachedSetPoint(properties, temperature_celsius);
  if (desired !== undefined)
    writeEvent(world, 'thermostat.temperature_reached_set_point', {
      ...about,
      desired_temperature_celsius: desired,
      desired_temperature_fahrenheit: toFahrenheit(desired),
    });

  const wasOutside = device.warnings.some(({ warning_code }) => warning_code === exceeded);
  const isNowOutside = isOutside(properties, temperature_celsius);
  if (!properties.temperature_threshold || wasOutside === isNowOutside) return;
  markOutside(world, device, isNowOutside);
  writeEvent(
    world,
    isNowOutside
      ? 'thermostat.temperature_threshold_exceeded'
      : 'thermostat.temperature_threshold_no_longer_exceeded',
    { ...about, ...properties.temperature_threshold },
  );
};
