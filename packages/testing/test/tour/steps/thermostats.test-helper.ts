import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const addThermostat = ({ add }: FakeSeam) => ({ device_id: add.thermostat().device_id });

const addPreset = async (fake: FakeSeam) => {
  const preset = { ...addThermostat(fake), climate_preset_key: 'cosy' };
  await fake.seam.thermostats.createClimatePreset({
    ...preset,
    name: 'Cosy',
    hvac_mode_setting: 'heat',
    heating_set_point_celsius: 21,
  });
  return preset;
};

const addProgram = async (fake: FakeSeam) => {
  const { device_id, climate_preset_key } = await addPreset(fake);
  const periods = [{ starts_at_time: '08:00:00', climate_preset_key }];
  const { thermostat_daily_program_id } = await fake.seam.thermostats.dailyPrograms.create({
    device_id,
    name: 'Weekday',
    periods,
  });
  return { device_id, periods, thermostat_daily_program_id };
};

const addSchedule = async (fake: FakeSeam) => {
  const preset = await addPreset(fake);
  const { thermostat_schedule_id } = await fake.seam.thermostats.schedules.create({
    ...preset,
    starts_at: '2026-01-02T00:00:00.000Z',
    ends_at: '2026-01-03T00:00:00.000Z',
  });
  return { thermostat_schedule_id };
};

export const thermostatSteps: StepsUnder<'/thermostats/'> = {
  '/thermostats/activate_climate_preset': addPreset,
  '/thermostats/cool': (fake) => ({ ...addThermostat(fake), cooling_set_point_celsius: 20 }),
  '/thermostats/create_climate_preset': (fake) => ({
    ...addThermostat(fake),
    climate_preset_key: 'away',
    name: 'Away',
    hvac_mode_setting: 'heat_cool',
    heating_set_point_celsius: 15,
    cooling_set_point_celsius: 28,
    fan_mode_setting: 'auto',
  }),
  '/thermostats/daily_programs/create': async (fake) => {
    const { device_id, climate_preset_key } = await addPreset(fake);
    return { device_id, name: 'Weekend', periods: [{ starts_at_time: '10:00:00', climate_preset_key }] };
  },
  '/thermostats/daily_programs/delete': async (fake) => ({
    thermostat_daily_program_id: (await addProgram(fake)).thermostat_daily_program_id,
  }),
  '/thermostats/daily_programs/update': async (fake) => {
    const { thermostat_daily_program_id, periods } = await addProgram(fake);
    return { thermostat_daily_program_id, name: 'Every day', periods };
  },
  '/thermostats/delete_climate_preset': addPreset,
  '/thermostats/heat': (fake) => ({ ...addThermostat(fake), heating_set_point_fahrenheit: 70 }),
  '/thermostats/heat_cool': (fake) => ({
    ...addThermostat(fake),
    heating_set_point_celsius: 19,
    cooling_set_point_celsius: 25,
  }),
  '/thermostats/list': (fake) => ({ device_ids: [addThermostat(fake).device_id] }),
  '/thermostats/off': addThermostat,
  '/thermostats/schedules/create': async (fake) => ({
    ...(await addPreset(fake)),
    name: 'Tomorrow',
    starts_at: '2026-01-02T00:00:00.000Z',
    ends_at: '2026-01-03T00:00:00.000Z',
    is_override_allowed: true,
    max_override_period_minutes: 90,
  }),
  '/thermostats/schedules/delete': addSchedule,
  '/thermostats/schedules/get': addSchedule,
  '/thermostats/schedules/list': async (fake) => {
    const { thermostat_schedule_id } = await addSchedule(fake);
    return { device_id: fake.state.thermostatSchedules.get(thermostat_schedule_id)?.device_id ?? '' };
  },
  '/thermostats/schedules/update': async (fake) => ({ ...(await addSchedule(fake)), name: 'Later' }),
  '/thermostats/set_fallback_climate_preset': addPreset,
  '/thermostats/set_fan_mode': (fake) => ({ ...addThermostat(fake), fan_mode_setting: 'on' }),
  '/thermostats/set_hvac_mode': (fake) => ({
    ...addThermostat(fake),
    hvac_mode_setting: 'heat',
    heating_set_point_celsius: 20,
  }),
  '/thermostats/set_temperature_threshold': (fake) => ({
    ...addThermostat(fake),
    lower_limit_celsius: 15,
    upper_limit_celsius: 28,
  }),
  '/thermostats/simulate/hvac_mode_adjusted': (fake) => ({
    ...addThermostat(fake),
    hvac_mode: 'cool',
    cooling_set_point_celsius: 22,
  }),
  '/thermostats/simulate/temperature_reached': (fake) => ({
    ...addThermostat(fake),
    temperature_celsius: 18,
  }),
  '/thermostats/update_climate_preset': async (fake) => ({
    ...(await addPreset(fake)),
    heating_set_point_celsius: 22,
  }),
  '/thermostats/update_weekly_program': async (fake) => {
    const { device_id, thermostat_daily_program_id } = await addProgram(fake);
    return { device_id, monday_program_id: thermostat_daily_program_id, sunday_program_id: null };
  },
};
