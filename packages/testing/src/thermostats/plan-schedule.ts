import type { ThermostatSchedule } from '@org/seam-core';
import type { World } from '../world.ts';

/** Plans to look at a thermostat's schedules when this one begins and when it ends. */
export const planSchedule = (
  world: World,
  { device_id, starts_at, ends_at }: Pick<ThermostatSchedule, 'device_id' | 'starts_at' | 'ends_at'>,
): void => {
  for (const moment of [starts_at, ends_at])
    world.scheduleAt(moment, { name: 'follow_thermostat_schedules', args: { device_id } });
};
