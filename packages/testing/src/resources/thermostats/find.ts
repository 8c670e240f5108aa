import { apiError } from '@org/seam-server';
import type { DeviceRow } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';
import type { ClimatePreset } from './climate-types.ts';

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

/** The managed thermostat of the caller's workspace. @throws SeamNotFoundError also when the device is another thing */
export const requireThermostat = ({ world, workspace_id }: WorldContext, device_id: string): DeviceRow => {
  const device = world.state.devices.require(device_id, workspace_id);
  if (!device.is_managed || !device.capabilities_supported.includes('thermostat'))
    throw apiError('device_not_found', {
      message: `The device ${device_id} is no managed thermostat.`,
      data: { device_id },
    });
  return device;
};
