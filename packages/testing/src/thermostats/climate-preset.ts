import type { DeviceRow } from '../rows.ts';

type Properties = DeviceRow['properties'];

/** A way in which a thermostat can be set, by a name. */
export type ClimatePreset = NonNullable<Properties['available_climate_presets']>[number];

/** How a thermostat is set: by a preset, or by hand. */
export type ClimateSetting = NonNullable<Properties['current_climate_setting']>;
