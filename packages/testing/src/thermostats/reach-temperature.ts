import { aboutDevice } from '../devices/about-device.ts';
import { patchProperties } from '../devices/patch-properties.ts';
import { writeEvent } from '../events/write-event.ts';
import type { DeviceRow } from '../rows.ts';
import type { World } from '../world.ts';
import { toFahrenheit } from './temperature.ts';

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
