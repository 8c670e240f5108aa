import type { DeviceRow } from '../../fake/rows.ts';
import { omitUndefined } from '../../fake/search.ts';
import type { World } from '../../fake/world.ts';
import { type AttemptEffect, AttemptError } from '../action-attempts/types.ts';
import { requireReachableDevice } from '../devices/find.ts';
import { patchProperties } from '../devices/record.ts';
import { activatePreset, adjustClimate } from './climate-changes.ts';
import { activeSchedule, findPreset } from './rules.ts';

/** The thermostat, if it accepts manual changes now. @throws AttemptError */
const adjustableDevice = (world: World, device_id: string): DeviceRow => {
  const device = requireReachableDevice(world, device_id);
  if (activeSchedule(world, device)?.is_override_allowed === false)
    throw new AttemptError('override_not_allowed', 'The active schedule does not allow overrides.');
  return device;
};

/** Sets the HVAC mode and the set points. */
export const setHvacMode: AttemptEffect<'SET_HVAC_MODE'> = (world, { input: { device_id, ...change } }) => {
  adjustClimate(world, adjustableDevice(world, device_id), { method: 'seam', ...change });
  return {};
};

/** Sets the fan mode. */
export const setFanMode: AttemptEffect<'SET_FAN_MODE'> = (world, { input }) => {
  const { device_id, fan_mode_setting } = input;
  adjustClimate(world, adjustableDevice(world, device_id), { method: 'seam', fan_mode_setting });
  return {};
};

/** Activates a climate preset. */
export const activateClimatePreset: AttemptEffect<'ACTIVATE_CLIMATE_PRESET'> = (world, { input }) => {
  const device = requireReachableDevice(world, input.device_id);
  const { climate_preset_key } = input;
  if (!findPreset(device, climate_preset_key))
    throw new AttemptError('climate_preset_not_found', 'The climate preset was deleted.');
  activatePreset(world, device, { climate_preset_key });
  return {};
};

const emptyWeek = {
  monday_program_id: null,
  tuesday_program_id: null,
  wednesday_program_id: null,
  thursday_program_id: null,
  friday_program_id: null,
  saturday_program_id: null,
  sunday_program_id: null,
};

/** Stores a daily program or a weekly program of a thermostat. */
export const pushThermostatPrograms: AttemptEffect<'PUSH_THERMOSTAT_PROGRAMS'> = (world, { input }) => {
  const { device_id } = requireReachableDevice(world, input.device_id);
  const { daily, weekly } = input;
  for (const id of [daily?.thermostat_daily_program_id, ...Object.values(weekly ?? {})])
    if (typeof id === 'string' && !world.state.thermostatDailyPrograms.get(id))
      throw new AttemptError('thermostat_daily_program_not_found', 'A daily program was deleted.');
  if (daily) world.state.thermostatDailyPrograms.patch(daily.thermostat_daily_program_id, daily);
  if (weekly)
    patchProperties(world, device_id, {
      thermostat_weekly_program: {
        created_at: world.clock.timestamp(),
        ...emptyWeek,
        ...omitUndefined(weekly),
      },
    });
  return {};
};
