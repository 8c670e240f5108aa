import { SeamConfigError } from '@org/seam-core';
import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';
import type { DeviceOverrides } from '../devices/record.ts';

const start = (overrides: DeviceOverrides = {}) => {
  const fake = createCheckedFake({ seed: 'empty' });
  const { device_id } = fake.add.thermostat(overrides);
  const seam = fake.as({ apiKey: fake.apiKey, waitForActionAttempt: { pollingInterval: 1 } });
  const { thermostats } = seam;
  const properties = async () => (await seam.devices.get({ device_id })).properties;
  const events = () => [...fake.state.events].map(({ event_type }) => event_type);
  return { ...fake, seam, device_id, thermostats, properties, events };
};

const refused = { statusCode: 400, type: 'not_supported' };
const invalid = { statusCode: 400, type: 'invalid_input' };

describe('the mode of a thermostat', () => {
  it.each([
    ['can_hvac_heat', 'heat', { heating_set_point_celsius: 20 }],
    ['can_hvac_cool', 'cool', { cooling_set_point_celsius: 25 }],
    ['can_hvac_heat_cool', 'heat_cool', { heating_set_point_celsius: 20, cooling_set_point_celsius: 25 }],
    ['can_turn_off_hvac', 'off', {}],
  ] as const)('needs %s, in every endpoint that sets it', async (flag, mode, setPoints) => {
    const { thermostats, device_id, seam } = start({ [flag]: false });
    const direct = mode === 'heat_cool' ? 'heatCool' : mode;
    for (const call of [
      thermostats[direct]({ device_id, ...setPoints }),
      thermostats.setHvacMode({ device_id, hvac_mode_setting: mode, ...setPoints }),
      thermostats.simulate.hvacModeAdjusted({ device_id, hvac_mode: mode, ...setPoints }),
      thermostats.createClimatePreset({ device_id, climate_preset_key: 'new', hvac_mode_setting: mode }),
    ])
      await expect(call).rejects.toMatchObject(refused);
    expect(await seam.devices.get({ device_id })).toHaveProperty(flag, false);
  });

  it('is one of the available ones: eco on a Nest only', async () => {
    const { thermostats, device_id, add } = start();
    await expect(thermostats.setHvacMode({ device_id, hvac_mode_setting: 'eco' })).rejects.toMatchObject(
      refused,
    );
    const nest = add.thermostat({ device_type: 'nest_thermostat' });
    await thermostats.setHvacMode({ device_id: nest.device_id, hvac_mode_setting: 'eco' });
  });

  it.each(['heat', 'cool', 'heat_cool'] as const)('%s needs its set points', async (mode) => {
    const { thermostats, device_id } = start();
    for (const call of [
      thermostats.setHvacMode({ device_id, hvac_mode_setting: mode }),
      thermostats.simulate.hvacModeAdjusted({ device_id, hvac_mode: mode }),
    ])
      await expect(call).rejects.toMatchObject(invalid);
  });

  it('circulate of the fan is for thermostats that list it', async () => {
    const { thermostats, device_id, add } = start();
    await expect(thermostats.setFanMode({ device_id, fan_mode_setting: 'circulate' })).rejects.toMatchObject(
      refused,
    );
    const sensi = add.thermostat({ device_type: 'sensi_thermostat' });
    await thermostats.setFanMode({ device_id: sensi.device_id, fan_mode_setting: 'circulate' });
  });

  it('heats below the heating set point only, and the fan runs with it', async () => {
    const { thermostats, device_id, properties } = start();
    await thermostats.heat({ device_id, heating_set_point_celsius: 23 });
    expect(await properties()).toMatchObject({ is_heating: true, is_cooling: false, is_fan_running: true });
    await thermostats.simulate.temperatureReached({ device_id, temperature_celsius: 23 });
    expect(await properties()).toMatchObject({ is_heating: false, is_fan_running: false });
    await thermostats.cool({ device_id, cooling_set_point_celsius: 20 });
    expect(await properties()).toMatchObject({ is_cooling: true, is_heating: false });
    await thermostats.off({ device_id });
    expect(await properties()).toMatchObject({ is_cooling: false, is_fan_running: false });
  });
});

describe('set points', () => {
  it.each([
    ['a heating set point below the minimum', { heating_set_point_fahrenheit: 44 }],
    ['a heating set point above the maximum', { heating_set_point_fahrenheit: 80 }],
    ['a cooling set point below the minimum', { cooling_set_point_fahrenheit: 64 }],
    ['a cooling set point above the maximum', { cooling_set_point_celsius: 34 }],
    ['a distance below the minimum delta', { heating_set_point_celsius: 23 }],
  ])('are refused: %s', async (_, changed) => {
    const { thermostats, device_id } = start();
    const usual = { heating_set_point_fahrenheit: 68, cooling_set_point_fahrenheit: 75 };
    const inCelsius = Object.keys(changed)[0]?.replace('celsius', 'fahrenheit') ?? '';
    const setPoints = { ...usual, [inCelsius]: undefined, ...changed };
    await expect(thermostats.heatCool({ device_id, ...setPoints })).rejects.toMatchObject(invalid);
    await expect(
      thermostats.createClimatePreset({
        device_id,
        climate_preset_key: 'new',
        hvac_mode_setting: 'heat_cool',
        ...setPoints,
      }),
    ).rejects.toMatchObject(invalid);
  });

  it('at the limits are accepted', async () => {
    const { thermostats, device_id, properties } = start();
    const { min_heating_set_point_celsius: low, max_cooling_set_point_fahrenheit: high } = await properties();
    await thermostats.heatCool({
      device_id,
      heating_set_point_celsius: low,
      cooling_set_point_fahrenheit: high,
    });
    await thermostats.heatCool({
      device_id,
      heating_set_point_fahrenheit: 70,
      cooling_set_point_fahrenheit: 75,
    });
  });
});

describe('the reported temperature', () => {
  it('writes an event when it changes by 1 °C or more', async () => {
    const { thermostats, device_id, events } = start({ properties: { current_climate_setting: {} } });
    await thermostats.simulate.temperatureReached({ device_id, temperature_celsius: 21.5 });
    expect(events()).toEqual([]);
    await thermostats.simulate.temperatureReached({ device_id, temperature_celsius: 22.5 });
    expect(events()).toEqual(['thermostat.temperature_changed']);
  });

  it('writes an event once it is within 1 °C of the requested set point', async () => {
    const { thermostats, device_id, state } = start();
    const reached = () => state.events.list(({ event_type }) => event_type.endsWith('reached_set_point'));
    await thermostats.heat({ device_id, heating_set_point_celsius: 20 });
    await thermostats.simulate.temperatureReached({ device_id, temperature_celsius: 20 });
    await thermostats.simulate.temperatureReached({ device_id, temperature_celsius: 20.5 });
    expect(reached()).toMatchObject([{ desired_temperature_celsius: 20, temperature_celsius: 20 }]);
    await thermostats.activateClimatePreset({ device_id, climate_preset_key: 'home' });
    await thermostats.simulate.temperatureReached({ device_id, temperature_celsius: 20 });
    expect(reached()).toHaveLength(2);
  });

  it.each([[{}], [{ lower_limit_celsius: null, upper_limit_celsius: null }]])(
    'has no limits after a request with %j, and no warning',
    async (params) => {
      const { thermostats, device_id, seam } = start();
      await thermostats.setTemperatureThreshold({ device_id, upper_limit_celsius: 25 });
      await thermostats.simulate.temperatureReached({ device_id, temperature_celsius: 30 });
      expect((await seam.devices.get({ device_id })).warnings).toHaveLength(1);
      await thermostats.setTemperatureThreshold({ device_id, ...params });
      const { warnings, properties } = await seam.devices.get({ device_id });
      expect(warnings).toEqual([]);
      expect(properties).not.toHaveProperty('temperature_threshold');
    },
  );
});

describe('a schedule', () => {
  it('that started in the past applies its preset at once', async () => {
    const { thermostats, device_id, properties, clock } = start();
    const { thermostat_schedule_id } = await thermostats.schedules.create({
      device_id,
      climate_preset_key: 'home',
      starts_at: clock.timestampIn(-60_000),
      ends_at: clock.timestampIn(60_000),
    });
    expect((await properties()).active_thermostat_schedule_id).toBe(thermostat_schedule_id);
    await thermostats.off({ device_id });
    expect((await properties()).is_temporary_manual_override_active).toBe(true);
    await thermostats.activateClimatePreset({ device_id, climate_preset_key: 'home' });
    expect((await properties()).current_climate_setting?.climate_preset_key).toBe('home');
  });
});

describe('a set point', () => {
  const heating = { heating_set_point_celsius: 20, heating_set_point_fahrenheit: 90 };
  const cooling = { cooling_set_point_celsius: 25, cooling_set_point_fahrenheit: 50 };

  it('is given in Celsius or Fahrenheit, not in both', async () => {
    const { thermostats, device_id, provider } = start();
    const climate_preset_key = 'both';
    for (const call of [
      thermostats.heat({ device_id, ...heating }),
      thermostats.cool({ device_id, ...cooling }),
      thermostats.heatCool({ device_id, ...heating, cooling_set_point_celsius: 25 }),
      thermostats.heatCool({ device_id, heating_set_point_celsius: 20, ...cooling }),
      thermostats.setHvacMode({ device_id, hvac_mode_setting: 'heat', ...heating }),
      thermostats.simulate.hvacModeAdjusted({ device_id, hvac_mode: 'heat', ...heating }),
      thermostats.createClimatePreset({ device_id, climate_preset_key, ...heating }),
      thermostats.updateClimatePreset({ device_id, climate_preset_key: 'home', ...cooling }),
    ])
      await expect(call).rejects.toMatchObject(invalid);
    expect(() => provider.adjustThermostat(device_id, heating)).toThrow(SeamConfigError);
  });
});
