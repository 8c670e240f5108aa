import type { Device } from '@org/seam-core';

type Properties = Device['properties'];

/** A way in which a thermostat can be set, by a name. */
export type ClimatePreset = NonNullable<Properties['available_climate_presets']>[number];

/** How a thermostat is set: by a preset, or by hand. */
export type ClimateSetting = NonNullable<Properties['current_climate_setting']>;

/** The temperatures between which a thermostat is to keep a room. */
export type SetPoints = Pick<
  ClimateSetting,
  | 'cooling_set_point_celsius'
  | 'cooling_set_point_fahrenheit'
  | 'heating_set_point_celsius'
  | 'heating_set_point_fahrenheit'
>;

/** How a thermostat is set that follows a preset. */
export const climateSetting = (preset: ClimatePreset): ClimateSetting => ({ ...preset });
