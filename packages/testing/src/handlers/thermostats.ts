import type { Handlers, thermostats as contract, ThermostatsUpdateWeeklyProgramParams } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { startAttempt } from '../attempts/start-attempt.ts';
import { patchProperties } from '../devices/patch-properties.ts';
import { requirePreset } from '../thermostats/find-preset.ts';
import { requireSetPoint } from '../thermostats/require-set-point.ts';
import { requireThermostat } from '../thermostats/require-thermostat.ts';
import { setPoints, type SetPoints } from '../thermostats/set-points.ts';
import { temperatureThreshold } from '../thermostats/temperature-threshold.ts';
import type { WorldContext } from '../world.ts';
import { listOfKind } from './devices/list-of-kind.ts';
import { climatePresets } from './thermostats/climate-presets.ts';
import { thermostatDailyPrograms } from './thermostats/daily-programs.ts';
import { thermostatSchedules } from './thermostats/schedules.ts';
import { thermostatsSimulate } from './thermostats/simulate.ts';

type HvacMode = 'off' | 'cool' | 'heat' | 'heat_cool' | 'eco';

const setMode = (
  context: WorldContext,
  hvac_mode_setting: HvacMode,
  { device_id, ...params }: SetPoints & { readonly device_id: string },
) => {
  const { properties } = requireThermostat(context, device_id);
  if (properties.available_hvac_mode_settings?.includes(hvac_mode_setting) === false)
    throw apiError('not_supported', { message: `The thermostat has no mode ${hvac_mode_setting}.` });
  return startAttempt(context, 'SET_HVAC_MODE', { device_id, hvac_mode_setting, ...setPoints(params) });
};

/** The programs that are named exist, and are the thermostat's. */
const checkPrograms = (
  { world, workspace_id }: WorldContext,
  { device_id, ...days }: ThermostatsUpdateWeeklyProgramParams,
): void => {
  for (const id of Object.values(days)) {
    if (typeof id !== 'string') continue;
    if (world.state.thermostatDailyPrograms.require(id, workspace_id).device_id !== device_id)
      throw apiError('invalid_input', { message: `The daily program ${id} is another thermostat's.` });
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

  list: (params, context) => listOfKind(context, params, 'thermostat'),

  off: (params, context) => setMode(context, 'off', params),

  schedules: thermostatSchedules,

  setFanMode: ({ device_id, fan_mode_setting, fan_mode }, context) => {
    requireThermostat(context, device_id);
    const wanted = fan_mode_setting ?? fan_mode;
    if (wanted === undefined) throw apiError('invalid_input', { message: 'Pass fan_mode_setting.' });
    return startAttempt(context, 'SET_FAN_MODE', { device_id, fan_mode_setting: wanted });
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
