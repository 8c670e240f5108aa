import type { ClimatePreset, ClimateSetting } from './climate-preset.ts';

/** How a thermostat is set that follows a preset. */
export const climateSetting = (preset: ClimatePreset): ClimateSetting => ({ ...preset });
