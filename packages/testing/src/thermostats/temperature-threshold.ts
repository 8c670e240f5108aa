import type { ThermostatsSetTemperatureThresholdParams } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { toCelsius, toFahrenheit } from './temperature.ts';

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
