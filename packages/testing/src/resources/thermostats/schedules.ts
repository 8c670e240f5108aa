import type { ThermostatSchedule } from '@org/seam-core';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { patchProperties } from '../devices/changes.ts';
import { activatePreset } from './climate.ts';

interface Following {
  readonly device_id: string;
  /** Whether the schedule it follows already is to be begun again, because its preset is another one now. */
  readonly again?: boolean | undefined;
}

/** The schedule a thermostat is to follow: of those that are on, the one that started last. */
const currentSchedule = ({ state, clock }: World, device_id: string): ThermostatSchedule | undefined => {
  const now = clock.now().getTime();
  return state.thermostatSchedules
    .by('device_id', device_id)
    .filter(({ starts_at, ends_at }) => Date.parse(starts_at) <= now && now < Date.parse(ends_at))
    .toSorted((one, other) => Date.parse(other.starts_at) - Date.parse(one.starts_at))[0];
};

const enter = (world: World, device: DeviceRow, schedule: ThermostatSchedule): void => {
  const { device_id, properties } = device;
  const { thermostat_schedule_id, climate_preset_key } = schedule;
  if (!properties.active_thermostat_schedule_id)
    world.state.devices.patch(device_id, { climate_before_schedule: properties.current_climate_setting });
  patchProperties(world, device_id, { active_thermostat_schedule_id: thermostat_schedule_id });
  activatePreset(world, device, { climate_preset_key, thermostat_schedule_id });
};

/** Goes back to the fallback preset or, without one, to what was set before the schedule. */
const leave = (world: World, device: DeviceRow): void => {
  const { device_id, climate_before_schedule: before } = device;
  const { fallback_climate_preset_key: fallback } = device.properties;
  world.state.devices.patch(device_id, { climate_before_schedule: undefined, override_ends_at: undefined });
  patchProperties(world, device_id, {
    active_thermostat_schedule_id: null,
    is_temporary_manual_override_active: false,
  });
  if (fallback) activatePreset(world, device, { climate_preset_key: fallback, isFallback: true });
  else if (before?.climate_preset_key)
    activatePreset(world, device, { climate_preset_key: before.climate_preset_key });
  else if (before)
    patchProperties(world, device_id, {
      current_climate_setting: before,
      ...(before.fan_mode_setting === undefined ? {} : { fan_mode_setting: before.fan_mode_setting }),
    });
};

/** Lets a thermostat follow the schedule that is on now, or none. Does nothing when it does so already. */
export const followSchedules = (world: World, { device_id, again = false }: Following): void => {
  const device = world.state.devices.get(device_id);
  if (!device) return;
  const schedule = currentSchedule(world, device_id);
  const active = device.properties.active_thermostat_schedule_id ?? undefined;
  if (!again && schedule?.thermostat_schedule_id === active) return;
  if (schedule) enter(world, device, schedule);
  else if (active !== undefined) leave(world, device);
};

/** Plans to look at a thermostat's schedules when this one begins and when it ends. */
export const planSchedule = (
  world: World,
  { device_id, starts_at, ends_at }: Pick<ThermostatSchedule, 'device_id' | 'starts_at' | 'ends_at'>,
): void => {
  for (const moment of [starts_at, ends_at])
    world.scheduleAt(moment, { name: 'follow_thermostat_schedules', args: { device_id } });
};
