import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const day = 86_400_000;
const minute = 60_000;

/** A time, in days after the start of the fake's clock. */
const at = (days: number) => new Date(Date.parse('2026-01-01T00:00:00Z') + days * day).toISOString();

interface Override {
  readonly is_override_allowed?: boolean;
  readonly max_override_period_minutes?: number | null;
}

const start = () => {
  const fake = createCheckedFake({ seed: 'empty' });
  const { device_id } = fake.add.thermostat();
  const { thermostats } = fake.seam;
  const properties = () => fake.state.devices.get(device_id)?.properties;
  const setting = () => properties()?.current_climate_setting;
  const addPreset = (climate_preset_key: string, heating_set_point_celsius: number) =>
    thermostats.createClimatePreset({
      device_id,
      climate_preset_key,
      hvac_mode_setting: 'heat',
      heating_set_point_celsius,
    });
  const events = async () =>
    (await fake.seam.events.list({ since: '2000-01-01T00:00:00Z', device_id })).map(
      ({ event_type }) => event_type,
    );
  const addSchedule = (climate_preset_key: string, from: number, until: number, override: Override = {}) =>
    thermostats.schedules.create({
      device_id,
      climate_preset_key,
      starts_at: at(from),
      ends_at: at(until),
      ...override,
    });
  return { ...fake, device_id, thermostats, properties, setting, addPreset, addSchedule, events };
};

describe('thermostats', () => {
  it('change their mode when the action attempt has finished, with set points in both scales', async () => {
    const { thermostats, device_id, setting, events } = start();
    await thermostats.heat({ device_id, heating_set_point_fahrenheit: 68 });
    expect(setting()).toMatchObject({
      hvac_mode_setting: 'heat',
      heating_set_point_celsius: 20,
      heating_set_point_fahrenheit: 68,
    });
    expect(setting()).not.toHaveProperty('cooling_set_point_celsius');
    await thermostats.cool({ device_id, cooling_set_point_celsius: 26 });
    expect(setting()).toMatchObject({ hvac_mode_setting: 'cool', cooling_set_point_fahrenheit: 78.8 });
    await thermostats.heatCool({ device_id, heating_set_point_celsius: 18, cooling_set_point_celsius: 26 });
    await thermostats.setHvacMode({ device_id, hvac_mode_setting: 'off' });
    expect(setting()).toMatchObject({ hvac_mode_setting: 'off' });
    await thermostats.off({ device_id });
    expect(await events()).toEqual(Array(5).fill('thermostat.manually_adjusted'));
  });

  it('keep their mode when the fan mode changes', async () => {
    const { thermostats, device_id, setting, properties } = start();
    await thermostats.setFanMode({ device_id, fan_mode_setting: 'on' });
    expect(setting()).toMatchObject({ hvac_mode_setting: 'heat_cool', fan_mode_setting: 'on' });
    expect(properties()?.fan_mode_setting).toBe('on');
  });

  it('do not change when the provider fails', async () => {
    const { thermostats, device_id, setting, provider } = start();
    provider.failNext('SET_HVAC_MODE', { type: 'device_offline' });
    await expect(thermostats.off({ device_id })).rejects.toMatchObject({
      name: 'SeamActionAttemptFailedError',
    });
    expect(setting()).toMatchObject({ hvac_mode_setting: 'heat_cool' });
  });

  it('follow an activated preset, and lose a deleted one', async () => {
    const { thermostats, device_id, setting, addPreset, properties, events } = start();
    await addPreset('cosy', 22);
    await expect(addPreset('cosy', 23)).rejects.toMatchObject({ statusCode: 409 });
    await thermostats.updateClimatePreset({ device_id, climate_preset_key: 'cosy', name: 'Cosy' });
    await thermostats.setFallbackClimatePreset({ device_id, climate_preset_key: 'cosy' });
    await thermostats.activateClimatePreset({ device_id, climate_preset_key: 'cosy' });
    expect(setting()).toMatchObject({ climate_preset_key: 'cosy', display_name: 'Cosy' });
    expect(await events()).toEqual(Array(2).fill('thermostat.climate_preset_activated'));
    await thermostats.deleteClimatePreset({ device_id, climate_preset_key: 'cosy' });
    expect(properties()?.fallback_climate_preset_key).toBeNull();
    await expect(
      thermostats.activateClimatePreset({ device_id, climate_preset_key: 'cosy' }),
    ).rejects.toMatchObject({ type: 'climate_preset_not_found' });
    await expect(
      thermostats.deleteClimatePreset({ device_id, climate_preset_key: 'home' }),
    ).rejects.toMatchObject({ type: 'not_supported' });
  });

  it('follow a schedule from its start to its end, and then the fallback preset', async () => {
    const { thermostats, device_id, setting, addPreset, clock, properties, seam } = start();
    await addPreset('cosy', 22);
    await thermostats.setFallbackClimatePreset({ device_id, climate_preset_key: 'home' });
    const schedule = await thermostats.schedules.create({
      device_id,
      climate_preset_key: 'cosy',
      starts_at: '2026-01-02T00:00:00Z',
      ends_at: '2026-01-03T00:00:00Z',
    });
    const { thermostat_schedule_id } = schedule;
    expect(await thermostats.schedules.list({ device_id })).toEqual([schedule]);
    await thermostats.schedules.update({ thermostat_schedule_id, ends_at: '2026-01-04T00:00:00Z' });
    clock.advance(day);
    expect(setting()?.climate_preset_key).toBe('cosy');
    expect(properties()?.active_thermostat_schedule_id).toBe(thermostat_schedule_id);
    clock.advance(day);
    expect(setting()?.climate_preset_key).toBe('cosy');
    clock.advance(day);
    expect(setting()?.climate_preset_key).toBe('home');
    expect(properties()?.active_thermostat_schedule_id).toBeNull();
    const activations = await seam.events.list({
      since: '2000-01-01T00:00:00Z',
      event_type: 'thermostat.climate_preset_activated',
    });
    expect(activations).toMatchObject([
      { thermostat_schedule_id: null, is_fallback_climate_preset: true },
      { thermostat_schedule_id, is_fallback_climate_preset: false },
      { thermostat_schedule_id: null, is_fallback_climate_preset: true },
    ]);
    await expect(
      thermostats.schedules.update({ thermostat_schedule_id, ends_at: '2026-01-01T00:00:00Z' }),
    ).rejects.toMatchObject({ type: 'invalid_input' });
  });

  it('restore the setting from before a schedule when there is no fallback preset', async () => {
    const { thermostats, device_id, setting, addPreset, addSchedule, clock } = start();
    await addPreset('cosy', 22);
    await thermostats.cool({ device_id, cooling_set_point_celsius: 19 });
    const byHand = await thermostats.list().then(([device]) => device?.properties.current_climate_setting);
    await addSchedule('cosy', 1, 2);
    clock.advance(day);
    expect(setting()?.climate_preset_key).toBe('cosy');
    clock.advance(day);
    expect(setting()).toMatchObject({ ...byHand });
    expect(setting()).not.toHaveProperty('heating_set_point_celsius');
  });

  it('follow the schedule that started last, and then the other one again', async () => {
    const { addPreset, addSchedule, setting, clock } = start();
    await addPreset('cosy', 22);
    await addPreset('cool', 16);
    await addSchedule('cosy', 0, 5);
    await addSchedule('cool', 1, 2);
    await expect(addSchedule('cool', 1, 3)).rejects.toMatchObject({ type: 'conflict' });
    clock.advance(day);
    expect(setting()?.climate_preset_key).toBe('cool');
    clock.advance(day);
    expect(setting()?.climate_preset_key).toBe('cosy');
    clock.advance(3 * day);
    expect(setting()?.climate_preset_key).toBe('home');
  });

  it('follow the changes of an active schedule', async () => {
    const { thermostats, device_id, addPreset, addSchedule, setting, properties, seam } = start();
    await addPreset('cosy', 22);
    await addPreset('cool', 16);
    const { thermostat_schedule_id } = await addSchedule('cosy', 0, 2);
    const { active_thermostat_schedule } = (await seam.devices.get({ device_id })).properties;
    expect(active_thermostat_schedule).toMatchObject({ thermostat_schedule_id });
    await thermostats.schedules.update({ thermostat_schedule_id, climate_preset_key: 'cool' });
    expect(setting()?.climate_preset_key).toBe('cool');
    await thermostats.schedules.update({ thermostat_schedule_id, starts_at: at(1) });
    expect(properties()?.active_thermostat_schedule_id).toBeNull();
    expect(setting()?.climate_preset_key).toBe('home');
  });

  it('leave an active schedule that is deleted', async () => {
    const { thermostats, device_id, addPreset, clock, properties } = start();
    await addPreset('cosy', 22);
    const { thermostat_schedule_id } = await thermostats.schedules.create({
      device_id,
      climate_preset_key: 'cosy',
      starts_at: '2026-01-01T00:00:00Z',
      ends_at: '2026-01-03T00:00:00Z',
    });
    clock.advance(1);
    await thermostats.schedules.delete({ thermostat_schedule_id });
    expect(properties()?.active_thermostat_schedule_id).toBeNull();
    await expect(thermostats.schedules.get({ thermostat_schedule_id })).rejects.toMatchObject({
      type: 'thermostat_schedule_not_found',
    });
  });

  it('return to the schedule at the end of the override period', async () => {
    const { thermostats, device_id, addPreset, clock, setting, properties } = start();
    await addPreset('cosy', 22);
    await thermostats.schedules.create({
      device_id,
      climate_preset_key: 'cosy',
      starts_at: '2026-01-01T00:00:00Z',
      ends_at: '2026-01-03T00:00:00Z',
      max_override_period_minutes: 30,
    });
    clock.advance(1);
    await thermostats.simulate.hvacModeAdjusted({ device_id, hvac_mode: 'off' });
    expect(properties()?.is_temporary_manual_override_active).toBe(true);
    clock.advance(30 * 60_000 - 1);
    expect(setting()?.hvac_mode_setting).toBe('off');
    clock.advance(1);
    expect(setting()?.climate_preset_key).toBe('cosy');
  });

  it('restart the override period for a further manual change', async () => {
    const { thermostats, device_id, addPreset, addSchedule, clock, setting } = start();
    await addPreset('cosy', 22);
    await addSchedule('cosy', 0, 2, { max_override_period_minutes: 30 });
    await thermostats.simulate.hvacModeAdjusted({ device_id, hvac_mode: 'off' });
    clock.advance(20 * minute);
    await thermostats.activateClimatePreset({ device_id, climate_preset_key: 'cosy' });
    await thermostats.simulate.hvacModeAdjusted({
      device_id,
      hvac_mode: 'heat',
      heating_set_point_celsius: 20,
    });
    clock.advance(20 * minute);
    expect(setting()?.hvac_mode_setting).toBe('heat');
    await thermostats.simulate.hvacModeAdjusted({ device_id, hvac_mode: 'off' });
    clock.advance(30 * minute - 1);
    expect(setting()?.hvac_mode_setting).toBe('off');
    clock.advance(1);
    expect(setting()?.climate_preset_key).toBe('cosy');
  });

  it('keep a manual change when the schedule has no override limit', async () => {
    const { thermostats, device_id, addPreset, addSchedule, clock, setting } = start();
    await addPreset('cosy', 22);
    await addSchedule('cosy', 0, 2, { max_override_period_minutes: null });
    await thermostats.off({ device_id });
    clock.advance(day);
    expect(setting()?.hvac_mode_setting).toBe('off');
  });

  it('reject a manual change when the active schedule does not allow it', async () => {
    const { thermostats, device_id, addPreset, addSchedule, setting, properties, seam } = start();
    await addPreset('cosy', 22);
    await addSchedule('cosy', 0, 2, { is_override_allowed: false });
    await expect(thermostats.off({ device_id })).rejects.toMatchObject({
      name: 'SeamActionAttemptFailedError',
    });
    await thermostats.simulate.hvacModeAdjusted({ device_id, hvac_mode: 'off' });
    expect(setting()?.climate_preset_key).toBe('cosy');
    expect(properties()?.is_temporary_manual_override_active).toBe(false);
    const shown = await seam.devices.get({ device_id });
    expect(shown).not.toHaveProperty('override_ends_at');
    expect(shown).not.toHaveProperty('climate_before_schedule');
  });

  it('require the set points of the mode', async () => {
    const { thermostats, device_id } = start();
    await expect(thermostats.heat({ device_id })).rejects.toMatchObject({ type: 'invalid_input' });
    await expect(thermostats.cool({ device_id })).rejects.toMatchObject({ type: 'invalid_input' });
    await expect(thermostats.heatCool({ device_id, heating_set_point_celsius: 18 })).rejects.toMatchObject({
      type: 'invalid_input',
    });
  });

  it('are simulated in a sandbox only', async () => {
    const { thermostats, device_id, state, workspaceId, events } = start();
    state.workspaces.patch(workspaceId, { is_sandbox: false });
    for (const call of [
      thermostats.simulate.hvacModeAdjusted({ device_id, hvac_mode: 'off' }),
      thermostats.simulate.temperatureReached({ device_id, temperature_celsius: 3 }),
    ])
      await expect(call).rejects.toMatchObject({ type: 'workspace_not_sandbox' });
    expect(await events()).toEqual([]);
  });

  it('write events when the temperature crosses its limits and reaches a set point', async () => {
    const { thermostats, device_id, events, state } = start();
    const warnings = () => state.devices.get(device_id)?.warnings.map(({ warning_code }) => warning_code);
    await thermostats.setTemperatureThreshold({
      device_id,
      lower_limit_celsius: 15,
      upper_limit_fahrenheit: 86,
    });
    await thermostats.simulate.temperatureReached({ device_id, temperature_celsius: 12 });
    expect(warnings()).toEqual(['temperature_threshold_exceeded']);
    await thermostats.simulate.temperatureReached({ device_id, temperature_fahrenheit: 68 });
    expect(warnings()).toEqual([]);
    await expect(
      thermostats.setTemperatureThreshold({ device_id, lower_limit_celsius: 15, lower_limit_fahrenheit: 59 }),
    ).rejects.toMatchObject({ type: 'invalid_input' });
    expect(await events()).toEqual([
      'thermostat.temperature_changed',
      'thermostat.temperature_threshold_exceeded',
      'thermostat.temperature_changed',
      'thermostat.temperature_reached_set_point',
      'thermostat.temperature_threshold_no_longer_exceeded',
    ]);
  });

  it('have programs for the days of the week', async () => {
    const { thermostats, device_id, properties, state, seam } = start();
    const periods = [{ starts_at_time: '08:00:00', climate_preset_key: 'home' }];
    const program = await thermostats.dailyPrograms.create({ device_id, name: 'Weekday', periods });
    const { thermostat_daily_program_id: id } = program;
    await thermostats.updateWeeklyProgram({ device_id, monday_program_id: id });
    expect(properties()?.thermostat_weekly_program).toMatchObject({
      monday_program_id: id,
      sunday_program_id: null,
    });
    await thermostats.updateWeeklyProgram({ device_id, tuesday_program_id: id });
    expect(properties()?.thermostat_weekly_program).toMatchObject({
      monday_program_id: null,
      tuesday_program_id: id,
    });
    await thermostats.dailyPrograms.update({ thermostat_daily_program_id: id, name: 'Any day', periods });
    expect(state.thermostatDailyPrograms.get(id)?.name).toBe('Any day');
    expect((await seam.devices.get({ device_id })).properties.thermostat_daily_programs).toMatchObject([
      { thermostat_daily_program_id: id, name: 'Any day' },
    ]);
    await thermostats.updateWeeklyProgram({ device_id, tuesday_program_id: null });
    await thermostats.dailyPrograms.delete({ thermostat_daily_program_id: id });
    await expect(thermostats.updateWeeklyProgram({ device_id, monday_program_id: id })).rejects.toMatchObject(
      { type: 'thermostat_daily_program_not_found' },
    );
  });

  it('are listed separately from locks, and reject other devices', async () => {
    const { thermostats, device_id, add } = start();
    const lock = add.device();
    expect((await thermostats.list()).map((device) => device.device_id)).toEqual([device_id]);
    await expect(thermostats.off({ device_id: lock.device_id })).rejects.toMatchObject({
      type: 'device_not_found',
    });
  });
});
