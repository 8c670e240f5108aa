import type { Handlers, thermostats as contract, ThermostatsUpdateWeeklyProgramParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { startAttempt } from '../../action-attempts/start.ts';
import type { WorldContext } from '../../fake/world.ts';
import { patchProperties } from '../devices/changes.ts';
import { listOfKind } from '../devices/list.ts';
import type { SetPoints } from './climate-types.ts';
import { thermostatDailyPrograms } from './daily-program-handlers.ts';
import { requirePreset, requireThermostat } from './find.ts';
import { climatePresets } from './preset-handlers.ts';
import { thermostatSchedules } from './schedule-handlers.ts';
import { thermostatsSimulate } from './simulate.ts';
import { requireSetPoint, setPoints, temperatureThreshold } from './temperature.ts';

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
