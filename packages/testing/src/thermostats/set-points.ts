import type { ClimateSetting } from './climate-preset.ts';
import { toCelsius, toFahrenheit } from './temperature.ts';

/** The temperatures between which a thermostat is to keep a room. */
export type SetPoints = Pick<
  ClimateSetting,
  | 'cooling_set_point_celsius'
  | 'cooling_set_point_fahrenheit'
  | 'heating_set_point_celsius'
  | 'heating_set_point_fahrenheit'
>;

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
