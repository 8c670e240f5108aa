import { apiError } from '@org/seam-core/server';
import type { DeviceRow } from '../rows.ts';
import type { ClimatePreset } from './climate-preset.ts';

/** A thermostat's preset by its key, if there is one. */
export const findPreset = ({ properties }: DeviceRow, key: string): ClimatePreset | undefined =>
  properties.available_climate_presets?.find(({ climate_preset_key }) => climate_preset_key === key);

/** The same. @throws SeamNotFoundError */
export const requirePreset = (device: DeviceRow, climate_preset_key: string): ClimatePreset => {
  const preset = findPreset(device, climate_preset_key);
  if (!preset)
    throw apiError('climate_preset_not_found', {
      message: `The thermostat has no climate preset ${climate_preset_key}.`,
      data: { climate_preset_key },
    });
  return preset;
};
