import type { ThermostatSchedule } from '@org/seam-core';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { activatePreset } from './climate.ts';

/** The schedule that a thermostat follows now, if it follows one. */
export const activeSchedule = (
  { state }: World,
  { properties: { active_thermostat_schedule_id: id } }: DeviceRow,
): ThermostatSchedule | undefined => (id ? state.thermostatSchedules.get(id) : undefined);

interface Override {
  readonly device_id: string;
  readonly override_ends_at: string;
}

const minute = 60_000;

/** How long what is set by hand lasts while a schedule is on; `undefined` when nothing ends it. */
const overrideMs = ({
  is_override_allowed,
  max_override_period_minutes: minutes,
}: ThermostatSchedule): number | undefined => {
  if (is_override_allowed === false) return 0;
  return minutes ? minutes * minute : undefined;
};

/** Begins the time for which a schedule lets a change by hand be. A further change begins it anew. */
export const beginOverride = (world: World, schedule: ThermostatSchedule): void => {
  const ms = overrideMs(schedule);
  const { device_id } = schedule;
  const override_ends_at = ms === undefined ? undefined : world.clock.timestampIn(ms);
  world.state.devices.patch(device_id, { override_ends_at });
  if (ms === undefined || override_ends_at === undefined) return;
  world.after(ms, { name: 'end_thermostat_override', args: { device_id, override_ends_at } });
};

/** Brings the schedule's preset back, unless the change by hand is over or was followed by another. */
export const endOverride = (world: World, { device_id, override_ends_at }: Override): void => {
  const device = world.state.devices.get(device_id);
  const schedule = device && activeSchedule(world, device);
  if (!schedule || device.override_ends_at !== override_ends_at) return;
  activatePreset(world, device, schedule);
};
