import type { ThermostatSchedule } from '@org/seam-core';
import type { DeviceRow } from '../rows.ts';
import type { World } from '../world.ts';

/** The schedule that a thermostat follows now, if it follows one. */
export const activeSchedule = (
  { state }: World,
  { properties: { active_thermostat_schedule_id: id } }: DeviceRow,
): ThermostatSchedule | undefined => (id ? state.thermostatSchedules.get(id) : undefined);
