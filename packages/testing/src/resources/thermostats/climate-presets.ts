import type { Handlers, thermostats as contract, ThermostatsUpdateClimatePresetParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { DeviceRow } from '../../fake/rows.ts';
import { omitUndefined } from '../../fake/search.ts';
import type { WorldContext } from '../../fake/world.ts';
import { patchProperties } from '../devices/record.ts';
import { activatePreset } from './climate-changes.ts';
import { type ClimatePreset, setPoints } from './climate.ts';
import { checkFanMode, checkHvacMode, checkSetPoints } from './limits.ts';
import { activeSchedule, findPreset, requirePreset, requireThermostat } from './rules.ts';

type PresetHandlers = Pick<
  Handlers<typeof contract, WorldContext>,
  'createClimatePreset' | 'deleteClimatePreset' | 'setFallbackClimatePreset' | 'updateClimatePreset'
>;

/** The fields of a preset that are given, with set points in both scales. */
const settingsOf = ({ device_id: _, name, ...params }: ThermostatsUpdateClimatePresetParams) => ({
  ...omitUndefined(params),
  ...setPoints(params),
  ...(name === undefined ? {} : { name, display_name: name ?? params.climate_preset_key }),
});

/** Checks that a thermostat can follow a preset. @throws SeamApiError */
const checkPreset = (device: DeviceRow, preset: ClimatePreset): void => {
  if (preset.hvac_mode_setting !== undefined) checkHvacMode(device, preset.hvac_mode_setting);
  if (preset.fan_mode_setting !== undefined) checkFanMode(device, preset.fan_mode_setting);
  checkSetPoints(device, preset);
};

export const climatePresets: PresetHandlers = {
  createClimatePreset: (params, context) => {
    const device = requireThermostat(context, params.device_id);
    const { climate_preset_key } = params;
    if (findPreset(device, climate_preset_key))
      throw apiError('conflict', {
        message: `The thermostat already has a climate preset ${climate_preset_key}.`,
      });
    const preset: ClimatePreset = {
      can_delete: true,
      can_edit: true,
      can_use_with_thermostat_daily_programs: true,
      manual_override_allowed: true,
      name: null,
      display_name: climate_preset_key,
      ...settingsOf(params),
    };
    checkPreset(device, preset);
    patchProperties(context.world, device.device_id, {
      available_climate_presets: [...(device.properties.available_climate_presets ?? []), preset],
    });
  },

  deleteClimatePreset: ({ device_id, climate_preset_key }, context) => {
    const device = requireThermostat(context, device_id);
    const { available_climate_presets: presets = [], fallback_climate_preset_key: fallback } =
      device.properties;
    if (!requirePreset(device, climate_preset_key).can_delete)
      throw apiError('not_supported', {
        message: `The climate preset ${climate_preset_key} cannot be deleted.`,
      });
    patchProperties(context.world, device_id, {
      available_climate_presets: presets.filter((preset) => preset.climate_preset_key !== climate_preset_key),
      fallback_climate_preset_key: fallback === climate_preset_key ? null : fallback,
    });
  },

  setFallbackClimatePreset: ({ device_id, climate_preset_key }, context) => {
    const device = requireThermostat(context, device_id);
    requirePreset(device, climate_preset_key);
    patchProperties(context.world, device_id, { fallback_climate_preset_key: climate_preset_key });
    if (!activeSchedule(context.world, device))
      activatePreset(context.world, device, { climate_preset_key, isFallback: true });
  },

  updateClimatePreset: (params, context) => {
    const device = requireThermostat(context, params.device_id);
    const preset = requirePreset(device, params.climate_preset_key);
    const { available_climate_presets: presets = [] } = device.properties;
    if (!preset.can_edit)
      throw apiError('not_supported', {
        message: `The climate preset ${params.climate_preset_key} cannot be changed.`,
      });
    const changed = { ...preset, ...settingsOf(params) };
    checkPreset(device, changed);
    patchProperties(context.world, device.device_id, {
      available_climate_presets: presets.with(presets.indexOf(preset), changed),
    });
  },
};
