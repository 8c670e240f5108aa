import { aboutDevice } from '../devices/about-device.ts';
import { patchProperties } from '../devices/patch-properties.ts';
import { writeEvent } from '../events/write-event.ts';
import type { DeviceRow } from '../rows.ts';
import type { World } from '../world.ts';
import { climateSetting } from './climate-setting.ts';
import { findPreset } from './find-preset.ts';

interface Activation {
  readonly climate_preset_key: string;
  readonly thermostat_schedule_id?: string | undefined;
  readonly isFallback?: boolean | undefined;
}

/** Lets a thermostat follow a preset. One that it does not have any more changes nothing. */
export const activatePreset = (
  world: World,
  device: DeviceRow,
  { climate_preset_key, thermostat_schedule_id = '', isFallback = false }: Activation,
): void => {
  const preset = findPreset(device, climate_preset_key);
  if (!preset) return;
  world.state.devices.patch(device.device_id, { override_ends_at: undefined });
  patchProperties(world, device.device_id, {
    current_climate_setting: climateSetting(preset),
    is_temporary_manual_override_active: false,
    ...(preset.fan_mode_setting === undefined ? {} : { fan_mode_setting: preset.fan_mode_setting }),
  });
  writeEvent(world, 'thermostat.climate_preset_activated', {
    ...aboutDevice(world, device),
    climate_preset_key,
    is_fallback_climate_preset: isFallback,
    thermostat_schedule_id: thermostat_schedule_id === '' ? null : thermostat_schedule_id,
  });
};
