import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { patchProperties } from '../devices/record.ts';
import { deviceEventFields } from '../devices/rules.ts';
import { writeEvent } from '../events/write-event.ts';
import { toFahrenheit } from './climate.ts';
import { runHvac } from './hvac.ts';

type Threshold = NonNullable<DeviceRow['properties']['temperature_threshold']>;

const isOutside = ({ temperature_threshold }: DeviceRow['properties'], celsius: number): boolean => {
  if (!temperature_threshold) return false;
  const { lower_limit_celsius: lower, upper_limit_celsius: upper } = temperature_threshold;
  return (lower !== null && celsius < lower) || (upper !== null && celsius > upper);
};

/** A set point counts as reached within this distance, in °C. */
const tolerance = 1;

/** Smaller changes of the temperature are not reported as an event, in °C. */
const step = 1;

/** The set point that a temperature is near to. */
const nearSetPoint = (
  { current_climate_setting: setting }: DeviceRow['properties'],
  celsius: number,
): number | undefined =>
  [setting?.heating_set_point_celsius, setting?.cooling_set_point_celsius].find(
    (setPoint) => setPoint !== undefined && Math.abs(celsius - setPoint) <= tolerance,
  );

const exceeded = 'temperature_threshold_exceeded';

const setThresholdWarning = ({ state, clock }: World, device: DeviceRow, isOutside: boolean): void => {
  const others = device.warnings.filter(({ warning_code }) => warning_code !== exceeded);
  const warning = {
    warning_code: exceeded,
    message: 'The temperature is outside its limits.',
    created_at: clock.timestamp(),
  } as const;
  state.devices.patch(device.device_id, { warnings: isOutside ? [...others, warning] : others });
};

/** Sets the measured temperature, and writes the events that follow from it. */
export const setTemperature = (world: World, device: DeviceRow, temperature_celsius: number): void => {
  const { properties, device_id } = device;
  const before = properties.temperature_celsius;
  const temperatures = { temperature_celsius, temperature_fahrenheit: toFahrenheit(temperature_celsius) };
  const eventFields = { ...deviceEventFields(world, device), ...temperatures };
  patchProperties(world, device_id, temperatures);
  runHvac(world, device_id);
  if (before === undefined || Math.abs(temperature_celsius - before) >= step)
    writeEvent(world, 'thermostat.temperature_changed', eventFields);

  const desired = nearSetPoint(properties, temperature_celsius);
  world.state.devices.patch(device_id, { reached_set_point: desired });
  if (desired !== undefined && desired !== device.reached_set_point)
    writeEvent(world, 'thermostat.temperature_reached_set_point', {
      ...eventFields,
      desired_temperature_celsius: desired,
      desired_temperature_fahrenheit: toFahrenheit(desired),
    });

  const wasOutside = device.warnings.some(({ warning_code }) => warning_code === exceeded);
  const isNowOutside = isOutside(properties, temperature_celsius);
  if (!properties.temperature_threshold || wasOutside === isNowOutside) return;
  setThresholdWarning(world, device, isNowOutside);
  writeEvent(
    world,
    isNowOutside
      ? 'thermostat.temperature_threshold_exceeded'
      : 'thermostat.temperature_threshold_no_longer_exceeded',
    { ...eventFields, ...properties.temperature_threshold },
  );
};

/** Sets or deletes the limits of the temperature. Without limits there is no warning. */
export const setThreshold = (world: World, device: DeviceRow, threshold: Threshold): void => {
  const isDeleted = threshold.lower_limit_celsius === null && threshold.upper_limit_celsius === null;
  if (isDeleted) setThresholdWarning(world, device, false);
  patchProperties(world, device.device_id, { temperature_threshold: isDeleted ? undefined : threshold });
};
