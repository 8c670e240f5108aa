import type { Handlers, thermostats as contract } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { DeviceRow } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';
import { startAttempt } from '../action-attempts/start.ts';
import { listDevicesByCapability } from '../devices/find.ts';
import { requireSandbox } from '../shared/checks.ts';
import { adjustClimate } from './climate-changes.ts';
import { climatePresets } from './climate-presets.ts';
import { type SetPoints, setPoints, temperatureThreshold, toCelsius } from './climate.ts';
import { thermostatDailyPrograms } from './daily-programs/handlers.ts';
import { checkFanMode, checkHvacMode, checkSetPoints, requireSetPoints } from './limits.ts';
import { requirePreset, requireThermostat } from './rules.ts';
import { thermostatSchedules } from './schedules/handlers.ts';
import { setTemperature, setThreshold } from './temperature.ts';
import { checkWeek } from './weekly-program.ts';

type HvacMode = 'off' | 'cool' | 'heat' | 'heat_cool' | 'eco';

/** The changes of a thermostat to a mode, if its capabilities and limits allow it. @throws SeamApiError */
const changeTo = (device: DeviceRow, hvac_mode_setting: HvacMode, params: SetPoints) => {
  checkHvacMode(device, hvac_mode_setting);
  requireSetPoints(hvac_mode_setting, params);
  const change = { hvac_mode_setting, ...setPoints(params) };
  checkSetPoints(device, change);
  return change;
};

const thermostatsSimulate: Handlers<typeof contract.simulate, WorldContext> = {
  hvacModeAdjusted: ({ device_id, hvac_mode, ...params }, context) => {
    requireSandbox(context);
    const device = requireThermostat(context, device_id);
    adjustClimate(context.world, device, { method: 'external', ...changeTo(device, hvac_mode, params) });
  },

  temperatureReached: ({ device_id, temperature_celsius, temperature_fahrenheit }, context) => {
    requireSandbox(context);
    const device = requireThermostat(context, device_id);
    if (temperature_celsius === undefined && temperature_fahrenheit === undefined)
      throw apiError('invalid_input', { message: 'Pass temperature_celsius or temperature_fahrenheit.' });
    setTemperature(context.world, device, temperature_celsius ?? toCelsius(temperature_fahrenheit ?? 0));
  },
};

const setMode = (
  context: WorldContext,
  mode: HvacMode,
  { device_id, ...params }: SetPoints & { readonly device_id: string },
) => {
  const change = changeTo(requireThermostat(context, device_id), mode, params);
  return startAttempt(context, 'SET_HVAC_MODE', { device_id, ...change });
};

export const thermostats: Handlers<typeof contract, WorldContext> = {
  ...climatePresets,

  activateClimatePreset: ({ device_id, climate_preset_key }, context) => {
    requirePreset(requireThermostat(context, device_id), climate_preset_key);
    return startAttempt(context, 'ACTIVATE_CLIMATE_PRESET', { device_id, climate_preset_key });
  },

  cool: (params, context) => setMode(context, 'cool', params),

  dailyPrograms: thermostatDailyPrograms,

  heat: (params, context) => setMode(context, 'heat', params),

  heatCool: (params, context) => setMode(context, 'heat_cool', params),

  list: (params, context) => listDevicesByCapability(context, params, 'thermostat'),

  off: (params, context) => setMode(context, 'off', params),

  schedules: thermostatSchedules,

  setFanMode: ({ device_id, fan_mode_setting, fan_mode }, context) => {
    const device = requireThermostat(context, device_id);
    const fanMode = fan_mode_setting ?? fan_mode;
    if (fanMode === undefined) throw apiError('invalid_input', { message: 'Pass fan_mode_setting.' });
    checkFanMode(device, fanMode);
    return startAttempt(context, 'SET_FAN_MODE', { device_id, fan_mode_setting: fanMode });
  },

  setHvacMode: ({ hvac_mode_setting, ...params }, context) => setMode(context, hvac_mode_setting, params),

  setTemperatureThreshold: (params, context) => {
    setThreshold(context.world, requireThermostat(context, params.device_id), temperatureThreshold(params));
  },

  simulate: thermostatsSimulate,

  updateWeeklyProgram: ({ device_id, ...days }, context) => {
    checkWeek(context, requireThermostat(context, device_id), days);
    return startAttempt(context, 'PUSH_THERMOSTAT_PROGRAMS', { device_id, weekly: days });
  },
};
