import type { Handlers, thermostats, ThermostatSchedule } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { given } from '../../fake/search.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { requirePreset, requireThermostat } from './find.ts';
import { followSchedules, planSchedule } from './schedules.ts';

type Times = Pick<ThermostatSchedule, 'device_id' | 'starts_at' | 'ends_at'> &
  Partial<Pick<ThermostatSchedule, 'thermostat_schedule_id'>>;

/** A schedule ends after it starts, and no other of its thermostat starts with it. */
const checkTimes = ({ state }: World, { starts_at, ends_at, ...schedule }: Times): void => {
  const start = Date.parse(starts_at);
  if (!(Date.parse(ends_at) > start))
    throw apiError('invalid_input', { message: 'A schedule ends after it starts.' });
  const twin = state.thermostatSchedules
    .by('device_id', schedule.device_id)
    .find((other) => Date.parse(other.starts_at) === start);
  if (twin && twin.thermostat_schedule_id !== schedule.thermostat_schedule_id)
    throw apiError('conflict', { message: 'Another schedule of the thermostat starts at that moment.' });
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
    const after = { ...before, ...given(changes) };
    const { device_id, climate_preset_key } = before;
    const device = requireThermostat(context, device_id);
    const isAnother =
      requirePreset(device, after.climate_preset_key).climate_preset_key !== climate_preset_key;
    const wasOn = device.properties.active_thermostat_schedule_id === thermostat_schedule_id;
    checkTimes(world, after);
    world.state.thermostatSchedules.patch(thermostat_schedule_id, after);
    planSchedule(world, after);
    followSchedules(world, { device_id, again: wasOn && isAnother });
  },
};
