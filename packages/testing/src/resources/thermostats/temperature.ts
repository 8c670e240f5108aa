import type { ThermostatsSetTemperatureThresholdParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { SetPoints } from './climate-types.ts';

/** Checks that a set point is given, in one scale or the other. @throws SeamInvalidInputError */
export const requireSetPoint = (params: SetPoints, kind: 'cooling' | 'heating'): void => {
  const degrees = params[`${kind}_set_point_celsius`] ?? params[`${kind}_set_point_fahrenheit`];
  if (degrees === undefined) throw apiError('invalid_input', { message: `Pass a ${kind} set point.` });
};

const rounded = (degrees: number): number => Math.round(degrees * 100) / 100;

export const toFahrenheit = (celsius: number): number => rounded(celsius * 1.8 + 32);

export const toCelsius = (fahrenheit: number): number => rounded((fahrenheit - 32) / 1.8);

const bothScales = <TName extends string>(
  name: TName,
  celsius: number | undefined,
  fahrenheit: number | undefined,
): { readonly [K in `${TName}_celsius` | `${TName}_fahrenheit`]?: number } => {
  if (celsius === undefined && fahrenheit === undefined) return {};
  return {
    [`${name}_celsius`]: celsius ?? toCelsius(fahrenheit ?? 0),
    [`${name}_fahrenheit`]: fahrenheit ?? toFahrenheit(celsius ?? 0),
  } as { readonly [K in `${TName}_celsius` | `${TName}_fahrenheit`]?: number };
};

/** The set points that are given, each in both scales. */
export const setPoints = (given: SetPoints): SetPoints => ({
  ...bothScales('heating_set_point', given.heating_set_point_celsius, given.heating_set_point_fahrenheit),
  ...bothScales('cooling_set_point', given.cooling_set_point_celsius, given.cooling_set_point_fahrenheit),
});

type Degrees = number | null | undefined;

const limit = (celsius: Degrees, fahrenheit: Degrees): number | null => {
  if (typeof celsius === 'number' && typeof fahrenheit === 'number')
    throw apiError('invalid_input', { message: 'Pass a limit in one of the scales.' });
  return celsius ?? (typeof fahrenheit === 'number' ? toCelsius(fahrenheit) : null);
};

const inFahrenheit = (celsius: number | null): number | null =>
  celsius === null ? null : toFahrenheit(celsius);

/** The limits that are given, each in both scales. @throws SeamInvalidInputError when they do not go together */
export const temperatureThreshold = (params: ThermostatsSetTemperatureThresholdParams) => {
  const lower = limit(params.lower_limit_celsius, params.lower_limit_fahrenheit);
  const upper = limit(params.upper_limit_celsius, params.upper_limit_fahrenheit);
  if (lower !== null && upper !== null && lower >= upper)
    throw apiError('invalid_input', { message: 'The lower limit must be below the upper one.' });
  return {
    lower_limit_celsius: lower,
    lower_limit_fahrenheit: inFahrenheit(lower),
    upper_limit_celsius: upper,
    upper_limit_fahrenheit: inFahrenheit(upper),
  };
};
