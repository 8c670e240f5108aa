import type { Handlers, thermostats, ThermostatSchedule } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { DeviceRow } from '../../../fake/rows.ts';
import { omitUndefined } from '../../../fake/search.ts';
import type { World, WorldContext } from '../../../fake/world.ts';
import { patchProperties } from '../../devices/record.ts';
import { activatePreset } from '../climate-changes.ts';
import { runHvac } from '../hvac.ts';
import { requirePreset, requireThermostat } from '../rules.ts';

interface ScheduleCheck {
  readonly device_id: string;
  /** Whether to activate the preset again although the schedule is active already. */
  readonly reactivate?: boolean | undefined;
}

/** The schedule that a thermostat has to follow now: of several, the one that started last. */
const currentSchedule = ({ state, clock }: World, device_id: string): ThermostatSchedule | undefined => {
  const now = clock.now().getTime();
  return state.thermostatSchedules
    .by('device_id', device_id)
    .filter(({ starts_at, ends_at }) => Date.parse(starts_at) <= now && now < Date.parse(ends_at))
    .toSorted((one, other) => Date.parse(other.starts_at) - Date.parse(one.starts_at))[0];
};

const enterSchedule = (world: World, device: DeviceRow, schedule: ThermostatSchedule): void => {
  const { device_id, properties } = device;
  const { thermostat_schedule_id, climate_preset_key } = schedule;
  if (!properties.active_thermostat_schedule_id)
    world.state.devices.patch(device_id, { climate_before_schedule: properties.current_climate_setting });
  patchProperties(world, device_id, { active_thermostat_schedule_id: thermostat_schedule_id });
  activatePreset(world, device, { climate_preset_key, thermostat_schedule_id });
};

/** Ends a schedule: activates the fallback preset, or restores the setting from before the schedule. */
const leaveSchedule = (world: World, device: DeviceRow): void => {
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
  else if (before) {
    patchProperties(world, device_id, {
      current_climate_setting: before,
      ...(before.fan_mode_setting === undefined ? {} : { fan_mode_setting: before.fan_mode_setting }),
    });
    runHvac(world, device_id);
  }
};

/** Starts or ends the schedule of a thermostat, as the current time requires. Safe to call repeatedly. */
export const followSchedules = (world: World, { device_id, reactivate = false }: ScheduleCheck): void => {
  const device = world.state.devices.get(device_id);
  if (!device) return;
  const schedule = currentSchedule(world, device_id);
  const active = device.properties.active_thermostat_schedule_id ?? undefined;
  if (!reactivate && schedule?.thermostat_schedule_id === active) return;
  if (schedule) enterSchedule(world, device, schedule);
  else if (active !== undefined) leaveSchedule(world, device);
};

/** Schedules checks at the start and the end of a schedule. */
const planSchedule = (
  world: World,
  { device_id, starts_at, ends_at }: Pick<ThermostatSchedule, 'device_id' | 'starts_at' | 'ends_at'>,
): void => {
  for (const moment of [starts_at, ends_at])
    world.scheduleAt(moment, { name: 'follow_thermostat_schedules', args: { device_id } });
};

type Times = Pick<ThermostatSchedule, 'device_id' | 'starts_at' | 'ends_at'> &
  Partial<Pick<ThermostatSchedule, 'thermostat_schedule_id'>>;

/**
 * Checks that a schedule ends after it starts, and that no other schedule of the thermostat starts then.
 * @throws SeamApiError
 */
const checkTimes = ({ state }: World, { starts_at, ends_at, ...schedule }: Times): void => {
  const start = Date.parse(starts_at);
  if (!(Date.parse(ends_at) > start))
    throw apiError('invalid_input', { message: 'ends_at must be after starts_at.' });
  const twin = state.thermostatSchedules
    .by('device_id', schedule.device_id)
    .find((other) => Date.parse(other.starts_at) === start);
  if (twin && twin.thermostat_schedule_id !== schedule.thermostat_schedule_id)
    throw apiError('conflict', { message: 'Another schedule of the thermostat has the same starts_at.' });
};

export const thermostatSchedules: Handlers<typeof thermostats.schedules, WorldContext> = {
  create: (params, context) => {
    const { world, workspace_id } = context;
    requirePreset(requireThermostat(context, params.device_id), params.climate_preset_key);
    checkTimes(world, params);
    const schedule = world.state.thermostatSchedules.insert({
      is_override_allowed: true,
      max_override_period_minutes: null,
      ...params,
      thermostat_schedule_id: world.ids.next('thermostat_schedule'),
      name: params.name ?? null,
      created_at: world.clock.timestamp(),
      errors: [],
      workspace_id,
    });
    planSchedule(world, schedule);
    followSchedules(world, schedule);
    return schedule;
  },

  delete: ({ thermostat_schedule_id }, { world, workspace_id }) => {
    const { state } = world;
    const { device_id } = state.thermostatSchedules.require(thermostat_schedule_id, workspace_id);
    state.thermostatSchedules.delete(thermostat_schedule_id);
    followSchedules(world, { device_id });
  },

  get: ({ thermostat_schedule_id }, { world, workspace_id }) =>
    world.state.thermostatSchedules.require(thermostat_schedule_id, workspace_id),

  list: ({ device_id }, context) => {
    requireThermostat(context, device_id);
    return context.world.state.thermostatSchedules.by('device_id', device_id);
  },

  update: ({ thermostat_schedule_id, ...changes }, context) => {
    const { world, workspace_id } = context;
    const before = world.state.thermostatSchedules.require(thermostat_schedule_id, workspace_id);
    const after = { ...before, ...omitUndefined(changes) };
    const { device_id, climate_preset_key } = before;
    const device = requireThermostat(context, device_id);
    const hasOtherPreset =
      requirePreset(device, after.climate_preset_key).climate_preset_key !== climate_preset_key;
    const wasActive = device.properties.active_thermostat_schedule_id === thermostat_schedule_id;
    checkTimes(world, after);
    world.state.thermostatSchedules.patch(thermostat_schedule_id, after);
    planSchedule(world, after);
    followSchedules(world, { device_id, reactivate: wasActive && hasOtherPreset });
  },
};
