import type { Handlers, thermostats as contract, ThermostatsUpdateWeeklyProgramParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { WorldContext } from '../../fake/world.ts';
import { startAttempt } from '../action-attempts/start.ts';
import { listDevicesByCapability } from '../devices/find.ts';
import { patchProperties } from '../devices/record.ts';
import { requireSandbox } from '../shared/checks.ts';
import { adjustClimate, setTemperature } from './climate-changes.ts';
import { climatePresets } from './climate-presets.ts';
import { requireSetPoint, type SetPoints, setPoints, temperatureThreshold, toCelsius } from './climate.ts';
import { thermostatDailyPrograms } from './daily-programs/handlers.ts';
import { requirePreset, requireThermostat } from './rules.ts';
import { thermostatSchedules } from './schedules/handlers.ts';

const thermostatsSimulate: Handlers<typeof contract.simulate, WorldContext> = {
  hvacModeAdjusted: ({ device_id, hvac_mode, ...params }, context) => {
    requireSandbox(context);
    adjustClimate(context.world, requireThermostat(context, device_id), {
      method: 'external',
      hvac_mode_setting: hvac_mode,
      ...setPoints(params),
    });
  },

  temperatureReached: ({ device_id, temperature_celsius, temperature_fahrenheit }, context) => {
    requireSandbox(context);
    const device = requireThermostat(context, device_id);
    if (temperature_celsius === undefined && temperature_fahrenheit === undefined)
      throw apiError('invalid_input', { message: 'Pass temperature_celsius or temperature_fahrenheit.' });
    setTemperature(context.world, device, temperature_celsius ?? toCelsius(temperature_fahrenheit ?? 0));
  },
};

type HvacMode = 'off' | 'cool' | 'heat' | 'heat_cool' | 'eco';

const setMode = (
  context: WorldContext,
  hvac_mode_setting: HvacMode,
  { device_id, ...params }: SetPoints & { readonly device_id: string },
) => {
  const { properties } = requireThermostat(context, device_id);
  if (properties.available_hvac_mode_settings?.includes(hvac_mode_setting) === false)
    throw apiError('not_supported', {
      message: `The thermostat does not support the HVAC mode ${hvac_mode_setting}.`,
    });
  return startAttempt(context, 'SET_HVAC_MODE', { device_id, hvac_mode_setting, ...setPoints(params) });
};

/** Checks that the programs exist and belong to the thermostat. @throws SeamApiError */
const checkPrograms = (
  { world, workspace_id }: WorldContext,
  { device_id, ...days }: ThermostatsUpdateWeeklyProgramParams,
): void => {
  for (const id of Object.values(days)) {
    if (typeof id !== 'string') continue;
    if (world.state.thermostatDailyPrograms.require(id, workspace_id).device_id !== device_id)
      throw apiError('invalid_input', { message: `The daily program ${id} belongs to another thermostat.` });
  }
};

export const thermostats: Handlers<typeof contract, WorldContext> = {
  ...climatePresets,

  activateClimatePreset: ({ device_id, climate_preset_key }, context) => {
    requirePreset(requireThermostat(context, device_id), climate_preset_key);
    return startAttempt(context, 'ACTIVATE_CLIMATE_PRESET', { device_id, climate_preset_key });
  },

  cool: (params, context) => {
    requireSetPoint(params, 'cooling');
    return setMode(context, 'cool', params);
  },

  dailyPrograms: thermostatDailyPrograms,

  heat: (params, context) => {
    requireSetPoint(params, 'heating');
    return setMode(context, 'heat', params);
  },

  heatCool: (params, context) => {
    requireSetPoint(params, 'heating');
    requireSetPoint(params, 'cooling');
    return setMode(context, 'heat_cool', params);
  },

  list: (params, context) => listDevicesByCapability(context, params, 'thermostat'),

  off: (params, context) => setMode(context, 'off', params),

  schedules: thermostatSchedules,

  setFanMode: ({ device_id, fan_mode_setting, fan_mode }, context) => {
    requireThermostat(context, device_id);
    const fanMode = fan_mode_setting ?? fan_mode;
    if (fanMode === undefined) throw apiError('invalid_input', { message: 'Pass fan_mode_setting.' });
    return startAttempt(context, 'SET_FAN_MODE', { device_id, fan_mode_setting: fanMode });
  },

  setHvacMode: ({ hvac_mode_setting, ...params }, context) => setMode(context, hvac_mode_setting, params),

  setTemperatureThreshold: (params, context) => {
    const { device_id } = requireThermostat(context, params.device_id);
    patchProperties(context.world, device_id, { temperature_threshold: temperatureThreshold(params) });
  },

  simulate: thermostatsSimulate,

  updateWeeklyProgram: ({ device_id, ...days }, context) => {
    requireThermostat(context, device_id);
    checkPrograms(context, { device_id, ...days });
    return startAttempt(context, 'PUSH_THERMOSTAT_PROGRAMS', { device_id, weekly: days });
  },
};
