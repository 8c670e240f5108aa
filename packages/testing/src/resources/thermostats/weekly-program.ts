import type { ThermostatsUpdateWeeklyProgramParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { DeviceRow } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';
import type { DeviceFlag } from '../devices/models/device-model.ts';

type Days = Omit<ThermostatsUpdateWeeklyProgramParams, 'device_id'>;

const sameEachDay = 'can_program_thermostat_programs_as_same_each_day';
const weekdayWeekend = 'can_program_thermostat_programs_as_weekday_weekend';
const differentEachDay = 'can_program_thermostat_programs_as_different_each_day';

/** The flags that allow a week: one of them is enough. */
const flagsFor = (days: Days): readonly DeviceFlag[] => {
  const { monday_program_id: first, saturday_program_id: last } = days;
  const weekdays = [days.tuesday_program_id, days.wednesday_program_id, days.thursday_program_id];
  const isWeekdayWeekend =
    [...weekdays, days.friday_program_id].every((id) => (id ?? null) === (first ?? null)) &&
    (days.sunday_program_id ?? null) === (last ?? null);
  if (!isWeekdayWeekend) return [differentEachDay];
  return (first ?? null) === (last ?? null)
    ? [sameEachDay, weekdayWeekend, differentEachDay]
    : [weekdayWeekend, differentEachDay];
};

/**
 * Checks that the daily programs exist and belong to the thermostat, and that it can run such a week.
 * @throws SeamApiError
 */
export const checkWeek = (
  { world, workspace_id }: WorldContext,
  { properties, device_id, ...device }: DeviceRow,
  days: Days,
): void => {
  const flags = flagsFor(days);
  if (!flags.some((flag) => device[flag] === true))
    throw apiError('not_supported', {
      message: `The thermostat cannot run this weekly program: it has none of ${flags.join(', ')}.`,
      data: { device_id },
    });
  const presets = new Set<string>();
  for (const id of Object.values(days)) {
    if (typeof id !== 'string') continue;
    const program = world.state.thermostatDailyPrograms.require(id, workspace_id);
    if (program.device_id !== device_id)
      throw apiError('invalid_input', { message: `The daily program ${id} belongs to another thermostat.` });
    for (const { climate_preset_key } of program.periods) presets.add(climate_preset_key);
  }
  const { max_unique_climate_presets_per_thermostat_weekly_program: most = Infinity } = properties;
  if (presets.size > most)
    throw apiError('invalid_input', {
      message: `A weekly program of this thermostat can use ${most} climate presets; got ${presets.size}.`,
    });
};
