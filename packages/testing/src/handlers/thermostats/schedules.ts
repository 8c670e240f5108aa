import type { Handlers, thermostats, ThermostatSchedule } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { given } from '../../given.ts';
import { requirePreset } from '../../thermostats/find-preset.ts';
import { requireThermostat } from '../../thermostats/require-thermostat.ts';
import { leaveSchedule, planSchedule } from '../../thermostats/schedule-jobs.ts';
import type { WorldContext } from '../../world.ts';

const checkTimes = ({ starts_at, ends_at }: Pick<ThermostatSchedule, 'starts_at' | 'ends_at'>): void => {
  if (!(Date.parse(ends_at) > Date.parse(starts_at)))
    throw apiError('invalid_input', { message: 'A schedule ends after it starts.' });
};

export const thermostatSchedules: Handlers<typeof thermostats.schedules, WorldContext> = {
  create: (params, context) => {
    const { world, workspace_id } = context;
    requirePreset(requireThermostat(context, params.device_id), params.climate_preset_key);
    checkTimes(params);
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
    return schedule;
  },

  delete: ({ thermostat_schedule_id }, { world, workspace_id }) => {
    const { state } = world;
    const { device_id } = state.thermostatSchedules.require(thermostat_schedule_id, workspace_id);
    state.thermostatSchedules.delete(thermostat_schedule_id);
    const device = state.devices.get(device_id);
    if (device?.properties.active_thermostat_schedule_id === thermostat_schedule_id)
      leaveSchedule(world, device);
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
    requirePreset(requireThermostat(context, before.device_id), after.climate_preset_key);
    checkTimes(after);
    world.state.thermostatSchedules.patch(thermostat_schedule_id, after);
    planSchedule(world, after);
  },
};
