import type { Handlers, thermostats } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { DeviceRow } from '../../../fake/rows.ts';
import type { WorldContext } from '../../../fake/world.ts';
import { startAttempt } from '../../action-attempts/start.ts';
import { requireFlag } from '../../devices/flags.ts';
import { requirePreset, requireThermostat } from '../rules.ts';

interface Period {
  readonly climate_preset_key: string;
  readonly starts_at_time: string;
}

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** Checks how many periods there are, and when they start. @throws SeamInvalidInputError */
const checkTimes = ({ properties }: DeviceRow, periods: readonly Period[]): void => {
  const { max_thermostat_daily_program_periods_per_day: most = Infinity } = properties;
  const { thermostat_daily_program_period_precision_minutes: precision = 1 } = properties;
  if (periods.length > most)
    throw apiError('invalid_input', {
      message: `The thermostat supports ${most} periods per day; got ${periods.length}.`,
    });
  for (const { starts_at_time: time } of periods)
    if (minutesOf(time) % precision !== 0)
      throw apiError('invalid_input', {
        message: `Periods of this thermostat start every ${precision} minutes of the hour; got ${time}.`,
      });
};

const checkPeriods = (context: WorldContext, device_id: string, periods: readonly Period[]): void => {
  const device = requireThermostat(context, device_id);
  requireFlag(device, 'can_run_thermostat_programs');
  checkTimes(device, periods);
  for (const { climate_preset_key } of periods)
    if (!requirePreset(device, climate_preset_key).can_use_with_thermostat_daily_programs)
      throw apiError('not_supported', {
        message: `The climate preset ${climate_preset_key} cannot be used in daily programs.`,
        data: { climate_preset_key },
      });
};

/** Whether the weekly program of a thermostat has a daily program. */
const isInUse = ({ properties }: DeviceRow, program_id: string): boolean =>
  Object.values(properties.thermostat_weekly_program ?? {}).includes(program_id);

export const thermostatDailyPrograms: Handlers<typeof thermostats.dailyPrograms, WorldContext> = {
  create: ({ device_id, name, periods }, context) => {
    const { world, workspace_id } = context;
    checkPeriods(context, device_id, periods);
    return world.state.thermostatDailyPrograms.insert({
      thermostat_daily_program_id: world.ids.next('thermostat_daily_program'),
      device_id,
      name,
      periods,
      created_at: world.clock.timestamp(),
      workspace_id,
    });
  },

  delete: ({ thermostat_daily_program_id }, { world, workspace_id }) => {
    const { thermostatDailyPrograms: programs, devices } = world.state;
    const { device_id } = programs.require(thermostat_daily_program_id, workspace_id);
    const device = devices.get(device_id);
    if (device && isInUse(device, thermostat_daily_program_id))
      throw apiError('conflict', {
        message: `The weekly program uses the daily program ${thermostat_daily_program_id}: remove it there first.`,
        data: { thermostat_daily_program_id },
      });
    programs.delete(thermostat_daily_program_id);
  },

  update: ({ thermostat_daily_program_id, name, periods }, context) => {
    const { world, workspace_id } = context;
    const { device_id } = world.state.thermostatDailyPrograms.require(
      thermostat_daily_program_id,
      workspace_id,
    );
    checkPeriods(context, device_id, periods);
    return startAttempt(context, 'PUSH_THERMOSTAT_PROGRAMS', {
      device_id,
      daily: { thermostat_daily_program_id, name, periods },
    });
  },
};
