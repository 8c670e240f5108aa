import type { Handlers, thermostats } from '@org/seam-core';
import type { DeviceRow } from '../../../fake/rows.ts';
import type { WorldContext } from '../../../fake/world.ts';
import { startAttempt } from '../../action-attempts/start.ts';
import { patchProperties } from '../../devices/record.ts';
import { requirePreset, requireThermostat } from '../rules.ts';

const checkPeriods = (
  context: WorldContext,
  device_id: string,
  periods: readonly { readonly climate_preset_key: string }[],
): void => {
  const device = requireThermostat(context, device_id);
  for (const { climate_preset_key } of periods) requirePreset(device, climate_preset_key);
};

type WeeklyProgram = NonNullable<DeviceRow['properties']['thermostat_weekly_program']>;

const withoutProgram = (weekly: WeeklyProgram, program_id: string): WeeklyProgram =>
  Object.fromEntries(
    Object.entries(weekly).map(([day, value]) => [day, value === program_id ? null : value]),
  ) as WeeklyProgram;

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
    programs.delete(thermostat_daily_program_id);
    const weekly = devices.get(device_id)?.properties.thermostat_weekly_program;
    if (weekly)
      patchProperties(world, device_id, {
        thermostat_weekly_program: withoutProgram(weekly, thermostat_daily_program_id),
      });
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
