import type { Device, ThermostatsSetTemperatureThresholdParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';

type Properties = Device['properties'];

export type ClimatePreset = NonNullable<Properties['available_climate_presets']>[number];

/** The current setting of a thermostat, from a preset or manual. */
export type ClimateSetting = NonNullable<Properties['current_climate_setting']>;

/** The temperatures to heat and to cool to. */
export type SetPoints = Pick<
  ClimateSetting,
  | 'cooling_set_point_celsius'
  | 'cooling_set_point_fahrenheit'
  | 'heating_set_point_celsius'
  | 'heating_set_point_fahrenheit'
>;

/** The setting of a thermostat that follows a preset. */
export const climateSetting = (preset: ClimatePreset): ClimateSetting => ({ ...preset });

const rounded = (degrees: number): number => Math.round(degrees * 100) / 100;

export const toFahrenheit = (celsius: number): number => rounded(celsius * 1.8 + 32);

export const toCelsius = (fahrenheit: number): number => rounded((fahrenheit - 32) / 1.8);

const bothScales = <TName extends string>(
  name: TName,
  celsius: number | undefined,
  fahrenheit: number | undefined,
): { readonly [K in `${TName}_celsius` | `${TName}_fahrenheit`]?: number } => {
  if (celsius === undefined && fahrenheit === undefined) return {};
  if (celsius !== undefined && fahrenheit !== undefined)
    throw apiError('invalid_input', {
      message: `Pass ${name}_celsius or ${name}_fahrenheit, not both.`,
    });
  return {
    [`${name}_celsius`]: celsius ?? toCelsius(fahrenheit ?? 0),
    [`${name}_fahrenheit`]: fahrenheit ?? toFahrenheit(celsius ?? 0),
  } as { readonly [K in `${TName}_celsius` | `${TName}_fahrenheit`]?: number };
};

/** The given set points in both scales. @throws SeamInvalidInputError when one is given in both scales */
export const setPoints = (params: SetPoints): SetPoints => ({
  ...bothScales('heating_set_point', params.heating_set_point_celsius, params.heating_set_point_fahrenheit),
  ...bothScales('cooling_set_point', params.cooling_set_point_celsius, params.cooling_set_point_fahrenheit),
});

type Degrees = number | null | undefined;

const limit = (celsius: Degrees, fahrenheit: Degrees): number | null => {
  if (typeof celsius === 'number' && typeof fahrenheit === 'number')
    throw apiError('invalid_input', { message: 'Pass each limit in Celsius or Fahrenheit, not both.' });
  return celsius ?? (typeof fahrenheit === 'number' ? toCelsius(fahrenheit) : null);
};

const inFahrenheit = (celsius: number | null): number | null =>
  celsius === null ? null : toFahrenheit(celsius);

/**
 * The given limits in both scales.
 * @throws SeamInvalidInputError when a limit is given in both scales, or the lower one is not below the upper one
 */
export const temperatureThreshold = (params: ThermostatsSetTemperatureThresholdParams) => {
  const lower = limit(params.lower_limit_celsius, params.lower_limit_fahrenheit);
  const upper = limit(params.upper_limit_celsius, params.upper_limit_fahrenheit);
  if (lower !== null && upper !== null && lower >= upper)
    throw apiError('invalid_input', { message: 'The lower limit must be below the upper limit.' });
  return {
    lower_limit_celsius: lower,
    lower_limit_fahrenheit: inFahrenheit(lower),
    upper_limit_celsius: upper,
    upper_limit_fahrenheit: inFahrenheit(upper),
  };
};
