import type { DeviceRow } from '../fake/rows.ts';
import { given } from '../fake/search.ts';
import type { World } from '../fake/world.ts';
import { patchProperties } from '../resources/devices/changes.ts';
import { adjustClimate } from '../resources/thermostats/adjust-climate.ts';
import { activatePreset } from '../resources/thermostats/climate.ts';
import { findPreset } from '../resources/thermostats/find.ts';
import { activeSchedule } from '../resources/thermostats/override.ts';
import { reachableDevice } from './reachable.ts';
import { type AttemptEffect, AttemptError } from './types.ts';

/** The thermostat, if it may be set by hand now. @throws AttemptError */
const adjustableDevice = (world: World, device_id: string): DeviceRow => {
  const device = reachableDevice(world, device_id);
  if (activeSchedule(world, device)?.is_override_allowed === false)
    throw new AttemptError('override_not_allowed', 'The schedule that is on allows no change by hand.');
  return device;
};

/** Heats, cools, both or neither, between the given set points. */
export const setHvacMode: AttemptEffect<'SET_HVAC_MODE'> = (world, { input: { device_id, ...change } }) => {
  adjustClimate(world, adjustableDevice(world, device_id), { method: 'seam', ...change });
  return {};
};

/** Lets the fan run, or not. */
export const setFanMode: AttemptEffect<'SET_FAN_MODE'> = (world, { input }) => {
  const { device_id, fan_mode_setting } = input;
  adjustClimate(world, adjustableDevice(world, device_id), { method: 'seam', fan_mode_setting });
  return {};
};

/** Lets a thermostat follow a preset. */
export const activateClimatePreset: AttemptEffect<'ACTIVATE_CLIMATE_PRESET'> = (world, { input }) => {
  const device = reachableDevice(world, input.device_id);
  const { climate_preset_key } = input;
  if (!findPreset(device, climate_preset_key))
    throw new AttemptError('climate_preset_not_found', 'The climate preset is gone.');
  activatePreset(world, device, { climate_preset_key });
  return {};
};

const noProgram = {
  monday_program_id: null,
  tuesday_program_id: null,
  wednesday_program_id: null,
  thursday_program_id: null,
  friday_program_id: null,
  saturday_program_id: null,
  sunday_program_id: null,
};

/** Brings a thermostat's programs up to date: one day's, or which day has which. */
export const pushThermostatPrograms: AttemptEffect<'PUSH_THERMOSTAT_PROGRAMS'> = (world, { input }) => {
  const { device_id } = reachableDevice(world, input.device_id);
  const { daily, weekly } = input;
  for (const id of [daily?.thermostat_daily_program_id, ...Object.values(weekly ?? {})])
    if (typeof id === 'string' && !world.state.thermostatDailyPrograms.get(id))
      throw new AttemptError('thermostat_daily_program_not_found', 'A daily program is gone.');
  if (daily) world.state.thermostatDailyPrograms.patch(daily.thermostat_daily_program_id, daily);
  if (weekly)
    patchProperties(world, device_id, {
      thermostat_weekly_program: {
        created_at: world.clock.timestamp(),
        ...noProgram,
        ...given(weekly),
      },
    });
  return {};
};
