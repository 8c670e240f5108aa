import type { ThermostatSchedule } from '@org/seam-core';
import { patchProperties } from '../devices/patch-properties.ts';
import type { DeviceRow } from '../rows.ts';
import type { World } from '../world.ts';
import { activatePreset } from './activate-preset.ts';

/** A schedule at the moment something about it was planned; a moment that was changed since is not its moment any more. */
interface Moment {
  readonly thermostat_schedule_id: string;
  readonly at: string;
}

const isActive = ({ properties }: DeviceRow, { thermostat_schedule_id }: ThermostatSchedule): boolean =>
  properties.active_thermostat_schedule_id === thermostat_schedule_id;

/** Begins a schedule: its thermostat follows its preset. */
export const startSchedule = (world: World, { thermostat_schedule_id, at }: Moment): void => {
  const schedule = world.state.thermostatSchedules.get(thermostat_schedule_id);
  const device = schedule && world.state.devices.get(schedule.device_id);
  if (!device || schedule.starts_at !== at || isActive(device, schedule)) return;
  if (Date.parse(schedule.ends_at) <= world.clock.now().getTime()) return;
  patchProperties(world, device.device_id, { active_thermostat_schedule_id: thermostat_schedule_id });
  const { climate_preset_key } = schedule;
  activatePreset(world, device, { climate_preset_key, thermostat_schedule_id });
};

/** Ends a schedule that is on: its thermostat goes back to the fallback preset, if it has one. */
export const endSchedule = (world: World, { thermostat_schedule_id, at }: Moment): void => {
  const schedule = world.state.thermostatSchedules.get(thermostat_schedule_id);
  const device = schedule && world.state.devices.get(schedule.device_id);
  if (!device || schedule.ends_at !== at || !isActive(device, schedule)) return;
  leaveSchedule(world, device);
};

/** Lets a thermostat follow no schedule. */
export const leaveSchedule = (world: World, device: DeviceRow): void => {
  patchProperties(world, device.device_id, {
    active_thermostat_schedule_id: null,
    is_temporary_manual_override_active: false,
  });
  const { fallback_climate_preset_key: key } = device.properties;
  if (key) activatePreset(world, device, { climate_preset_key: key, isFallback: true });
};

/** Ends what was set by hand while a schedule is on: the schedule's preset comes back. */
export const endOverride = (
  world: World,
  { thermostat_schedule_id }: { thermostat_schedule_id: string },
): void => {
  const schedule = world.state.thermostatSchedules.get(thermostat_schedule_id);
  const device = schedule && world.state.devices.get(schedule.device_id);
  if (!device || !isActive(device, schedule)) return;
  if (device.properties.is_temporary_manual_override_active !== true) return;
  const { climate_preset_key } = schedule;
  activatePreset(world, device, { climate_preset_key, thermostat_schedule_id });
};

/** Plans when a schedule begins and ends. */
export const planSchedule = (
  world: World,
  { thermostat_schedule_id, starts_at, ends_at }: ThermostatSchedule,
): void => {
  world.scheduleAt(starts_at, {
    name: 'start_thermostat_schedule',
    args: { thermostat_schedule_id, at: starts_at },
  });
  world.scheduleAt(ends_at, {
    name: 'end_thermostat_schedule',
    args: { thermostat_schedule_id, at: ends_at },
  });
};
