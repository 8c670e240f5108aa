import { aboutDevice } from '../devices/about-device.ts';
import { patchProperties } from '../devices/patch-properties.ts';
import { writeEvent } from '../events/write-event.ts';
import type { DeviceRow } from '../rows.ts';
import type { World } from '../world.ts';
import { toFahrenheit } from './temperature.ts';

const isOutside = (
  { temperature_threshold }: DeviceRow['properties'],
  celsius: number | undefined,
): boolean => {
  if (!temperature_threshold || celsius === undefined) return false;
  const { lower_limit_celsius: lower, upper_limit_celsius: upper } = temperature_threshold;
  return (lower !== null && celsius < lower) || (upper !== null && celsius > upper);
};

/** The set point that a temperature has come to, if it was on its other side before. */
const reachedSetPoint = (
  { current_climate_setting: setting }: DeviceRow['properties'],
  before: number | undefined,
  now: number,
): number | undefined => {
  const { heating_set_point_celsius: heating, cooling_set_point_celsius: cooling } = setting ?? {};
  if (before === undefined) return undefined;
  if (heating !== undefined && before < heating && now >= heating) return heating;
  if (cooling !== undefined && before > cooling && now <= cooling) return cooling;
  return undefined;
};

/** Lets a room have a temperature, and tells what follows from it. */
export const reachTemperature = (world: World, device: DeviceRow, temperature_celsius: number): void => {
  const { properties, device_id } = device;
  const before = properties.temperature_celsius;
  const temperatures = { temperature_celsius, temperature_fahrenheit: toFahrenheit(temperature_celsius) };
  const about = { ...aboutDevice(world, device), ...temperatures };
  patchProperties(world, device_id, temperatures);
  if (before !== temperature_celsius) writeEvent(world, 'thermostat.temperature_changed', about);

  const desired = reachedSetPoint(properties, before, temperature_celsius);
  if (desired !== undefined)
    writeEvent(world, 'thermostat.temperature_reached_set_point', {
      ...about,
      desired_temperature_celsius: desired,
      desired_temperature_fahrenheit: toFahrenheit(desired),
    });

  const [wasOutside, isNowOutside] = [
    isOutside(properties, before),
    isOutside(properties, temperature_celsius),
  ];
  if (!properties.temperature_threshold || wasOutside === isNowOutside) return;
  writeEvent(
    world,
    isNowOutside
      ? 'thermostat.temperature_threshold_exceeded'
      : 'thermostat.temperature_threshold_no_longer_exceeded',
    { ...about, ...properties.temperature_threshold },
  );
};
