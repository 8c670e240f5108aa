import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';
import type { DeviceOverrides } from '../devices/record.ts';

const start = async (overrides: DeviceOverrides = {}) => {
  const { as, apiKey, add } = createCheckedFake({ seed: 'empty' });
  const seam = as({ apiKey, waitForActionAttempt: { pollingInterval: 1 } });
  const { device_id } = add.thermostat(overrides);
  const { thermostats } = seam;
  const period = (starts_at_time: string, climate_preset_key = 'home') => ({
    starts_at_time,
    climate_preset_key,
  });
  const create = (...periods: ReturnType<typeof period>[]) =>
    thermostats.dailyPrograms.create({ device_id, name: 'Program', periods });
  const weekly = async () => (await seam.devices.get({ device_id })).properties.thermostat_weekly_program;
  return { seam, add, device_id, thermostats, period, create, weekly };
};

const refused = { statusCode: 400, type: 'not_supported' };

/** The parameters of a week, from Monday to Sunday. */
const week = (...ids: (string | null)[]) => {
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  return Object.fromEntries(days.map((day, index) => [`${day}_program_id`, ids[index % ids.length] ?? null]));
};

describe('a daily program', () => {
  it('cannot be deleted while a weekly program uses it', async () => {
    const { thermostats, device_id, create, period, weekly } = await start();
    const { thermostat_daily_program_id } = await create(period('08:00:00'));
    await thermostats.updateWeeklyProgram({ device_id, ...week(thermostat_daily_program_id) });
    await expect(thermostats.dailyPrograms.delete({ thermostat_daily_program_id })).rejects.toMatchObject({
      statusCode: 409,
    });
    await thermostats.updateWeeklyProgram({ device_id, ...week(null) });
    expect(await weekly()).toMatchObject({ monday_program_id: null, sunday_program_id: null });
    await thermostats.dailyPrograms.delete({ thermostat_daily_program_id });
  });

  it('has the periods of its last update, and loses those that the update omits', async () => {
    const { thermostats, device_id, seam, create, period } = await start();
    const { thermostat_daily_program_id } = await create(period('08:00:00'), period('20:00:00'));
    const periods = [period('09:30:00')];
    await thermostats.dailyPrograms.update({ thermostat_daily_program_id, name: 'Later', periods });
    expect((await seam.devices.get({ device_id })).properties.thermostat_daily_programs).toMatchObject([
      { name: 'Later', periods },
    ]);
  });

  it('has at most as many periods as the thermostat supports, at the times that it supports', async () => {
    const { create, period } = await start({
      properties: {
        max_thermostat_daily_program_periods_per_day: 1,
        thermostat_daily_program_period_precision_minutes: 15,
      },
    });
    await create(period('08:45:00'));
    await expect(create(period('08:20:00'))).rejects.toMatchObject({ type: 'invalid_input' });
    await expect(create(period('08:00:00'), period('09:00:00'))).rejects.toMatchObject({
      type: 'invalid_input',
    });
  });

  it('uses presets that can be used in daily programs', async () => {
    const { add, thermostats, device_id, create, period } = await start();
    const [preset] = add.thermostat().properties.available_climate_presets ?? [];
    const fixed = add.thermostat({
      properties: {
        available_climate_presets: [{ ...preset!, can_use_with_thermostat_daily_programs: false }],
      },
    });
    const periods = [period('08:00:00')];
    await expect(
      thermostats.dailyPrograms.create({ device_id: fixed.device_id, name: 'No', periods }),
    ).rejects.toMatchObject(refused);
    await expect(create(period('08:00:00', 'none'))).rejects.toMatchObject({ statusCode: 404 });
    expect(device_id).not.toBe(fixed.device_id);
  });

  it('needs a thermostat that can run programs', async () => {
    const { create, period } = await start({ device_type: 'tado_thermostat' });
    await expect(create(period('08:00:00'))).rejects.toMatchObject(refused);
  });
});

describe('a weekly program', () => {
  const none = {
    can_program_thermostat_programs_as_different_each_day: undefined,
    can_program_thermostat_programs_as_weekday_weekend: undefined,
    can_program_thermostat_programs_as_same_each_day: undefined,
  };

  it.each([
    ['as_same_each_day', [true, false, false]],
    ['as_weekday_weekend', [true, true, false]],
    ['as_different_each_day', [true, true, true]],
  ])('is limited by can_program_thermostat_programs_%s', async (flag, expected) => {
    const { thermostats, device_id, create, period } = await start({
      ...none,
      [`can_program_thermostat_programs_${flag}`]: true,
    });
    const [one, other] = [await create(period('08:00:00')), await create(period('10:00:00'))];
    const [a, b] = [one.thermostat_daily_program_id, other.thermostat_daily_program_id];
    const weeks = [week(a), week(a, a, a, a, a, b, b), week(a, b)];
    const accepted: boolean[] = [];
    for (const days of weeks)
      accepted.push(
        await thermostats.updateWeeklyProgram({ device_id, ...days }).then(
          () => true,
          () => false,
        ),
      );
    expect(accepted).toEqual(expected);
  });

  it('uses at most as many presets as the thermostat supports', async () => {
    const { thermostats, device_id, create, period } = await start({
      properties: { max_unique_climate_presets_per_thermostat_weekly_program: 1 },
    });
    await thermostats.createClimatePreset({ device_id, climate_preset_key: 'away' });
    const one = await create(period('08:00:00'));
    const two = await create(period('08:00:00'), period('09:00:00', 'away'));
    await thermostats.updateWeeklyProgram({ device_id, ...week(one.thermostat_daily_program_id) });
    await expect(
      thermostats.updateWeeklyProgram({ device_id, ...week(two.thermostat_daily_program_id) }),
    ).rejects.toMatchObject({ type: 'invalid_input' });
  });
});
