import { apiError } from '@org/seam-server';
import type { DeviceRow } from '../../fake/rows.ts';
import { requireFlag } from '../devices/flags.ts';
import type { DeviceFlag } from '../devices/models/device-model.ts';
import type { ClimateSetting, SetPoints } from './climate.ts';

type HvacMode = NonNullable<ClimateSetting['hvac_mode_setting']>;

const flagOfMode: Readonly<Record<string, DeviceFlag>> = {
  cool: 'can_hvac_cool',
  heat: 'can_hvac_heat',
  heat_cool: 'can_hvac_heat_cool',
  off: 'can_turn_off_hvac',
};

/** Checks that a thermostat supports an HVAC mode: `eco` is listed, the others have a flag. @throws SeamApiError */
export const checkHvacMode = (device: DeviceRow, mode: HvacMode): void => {
  const flag = flagOfMode[mode];
  if (flag) requireFlag(device, flag);
  const { available_hvac_mode_settings: available } = device.properties;
  if (available ? !available.includes(mode) : !flag)
    throw apiError('not_supported', {
      message: `The thermostat does not support the HVAC mode ${mode}.`,
      data: { device_id: device.device_id },
    });
};

/** Checks that a thermostat supports a fan mode. @throws SeamApiError */
export const checkFanMode = ({ device_id, properties }: DeviceRow, mode: string): void => {
  if (properties.available_fan_mode_settings?.includes(mode) === false)
    throw apiError('not_supported', {
      message: `The thermostat does not support the fan mode ${mode}.`,
      data: { device_id },
    });
};

const needsSetPoint: Readonly<Record<'heating' | 'cooling', readonly string[]>> = {
  heating: ['heat', 'heat_cool'],
  cooling: ['cool', 'heat_cool'],
};

/** Checks that the set points of an HVAC mode are given. @throws SeamInvalidInputError */
export const requireSetPoints = (mode: HvacMode, params: SetPoints): void => {
  for (const kind of ['heating', 'cooling'] as const) {
    const degrees = params[`${kind}_set_point_celsius`] ?? params[`${kind}_set_point_fahrenheit`];
    if (needsSetPoint[kind].includes(mode) && degrees === undefined)
      throw apiError('invalid_input', {
        message: `The HVAC mode ${mode} needs ${kind}_set_point_celsius or ${kind}_set_point_fahrenheit.`,
      });
  }
};

/** Set points in °F have less precise equivalents in °C. */
const rounding = 0.02;

/** Checks that a set point is in the range of the thermostat. @throws SeamInvalidInputError */
const checkRange = ({ properties }: DeviceRow, kind: 'heating' | 'cooling', celsius: number): void => {
  const min = properties[`min_${kind}_set_point_celsius`] ?? -Infinity;
  const max = properties[`max_${kind}_set_point_celsius`] ?? Infinity;
  if (celsius >= min - rounding && celsius <= max + rounding) return;
  throw apiError('invalid_input', {
    message: `The ${kind} set point must be from ${min} to ${max} °C; got ${celsius} °C.`,
  });
};

/**
 * Checks the set points of a setting against the limits of the thermostat: their ranges and, in the mode `heat_cool`,
 * their smallest distance.
 * @throws SeamInvalidInputError
 */
export const checkSetPoints = (
  device: DeviceRow,
  {
    hvac_mode_setting,
    heating_set_point_celsius: heating,
    cooling_set_point_celsius: cooling,
  }: ClimateSetting,
): void => {
  if (heating !== undefined) checkRange(device, 'heating', heating);
  if (cooling !== undefined) checkRange(device, 'cooling', cooling);
  if (hvac_mode_setting !== 'heat_cool' || heating === undefined || cooling === undefined) return;
  const delta = device.properties.min_heating_cooling_delta_celsius ?? 0;
  if (cooling - heating < delta - rounding)
    throw apiError('invalid_input', {
      message: `The cooling set point must be at least ${delta} °C above the heating set point.`,
    });
};
