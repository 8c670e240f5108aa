import type { AccessCodeRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { schedulesNatively } from './brands.ts';

/** A moment in milliseconds since 1970; `undefined` without one. */
export const timeOf = (moment: string | null | undefined): number | undefined =>
  moment ? Date.parse(moment) : undefined;

/** Whether the device starts a time-bound access code itself. An offline access code is not programmed on the device. */
export const isScheduledByDevice = (world: World, row: AccessCodeRow): boolean =>
  Boolean(row.starts_at) &&
  row.prefer_native_scheduling !== false &&
  !row.is_offline_access_code &&
  schedulesNatively(world.state.devices.get(row.device_id));

/** Whether the device has, or gets, an access code that it starts itself later. Until then the code is `unset`. */
export const waitsForStart = (world: World, row: AccessCodeRow): boolean =>
  isScheduledByDevice(world, row) && (timeOf(row.starts_at) ?? 0) > world.clock.now().getTime();

/** When an access code has to be set or scheduled on its device; `undefined` for one without a start. */
export const dueTime = (world: World, row: AccessCodeRow): number | undefined => {
  const start = timeOf(row.starts_at);
  const { native_scheduling_ms, just_in_time_ms } = world.assumptions;
  return start && start - (isScheduledByDevice(world, row) ? native_scheduling_ms : just_in_time_ms);
};

/** Schedules the next time at which the place of an access code may change. */
export const scheduleNextCheck = (world: World, row: AccessCodeRow): void => {
  const { access_code_id, starts_at, ends_at } = row;
  const now = world.clock.now().getTime();
  const moments = [dueTime(world, row), timeOf(starts_at), timeOf(ends_at)];
  const next = moments.find((time) => time !== undefined && time > now);
  if (next !== undefined)
    world.scheduleAt(new Date(next).toISOString(), { name: 'place_access_code', args: { access_code_id } });
};
