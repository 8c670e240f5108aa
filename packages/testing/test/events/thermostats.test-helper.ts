import type { FakeSeam } from '../../src/fake/fake-seam.ts';
import type { Situation, SituationsOf } from './situation.test-helper.ts';

const now = { waitForActionAttempt: false } as const;

const measure = (...temperatures: readonly number[]): Situation => ({
  how: '`thermostats.simulate.temperatureReached`',
  happen: async ({ add, seam }) => {
    const { device_id } = add.thermostat();
    await seam.thermostats.setTemperatureThreshold({
      device_id,
      lower_limit_celsius: 15,
      upper_limit_celsius: 30,
    });
    for (const temperature_celsius of temperatures)
      await seam.thermostats.simulate.temperatureReached({ device_id, temperature_celsius });
  },
});

export const thermostatSituations: SituationsOf<'thermostat' | 'noise_sensor' | 'camera'> = {
  'thermostat.climate_preset_activated': {
    how: '`thermostats.activateClimatePreset`',
    happen: async ({ add, seam, clock }) => {
      const preset = { device_id: add.thermostat().device_id, climate_preset_key: 'cosy' };
      await seam.thermostats.createClimatePreset({
        ...preset,
        hvac_mode_setting: 'heat',
        heating_set_point_celsius: 21,
      });
      await seam.thermostats.activateClimatePreset(preset, now);
      clock.settle();
    },
  },
  'thermostat.manually_adjusted': {
    how: '`thermostats.simulate.hvacModeAdjusted`',
    happen: ({ add, seam }) =>
      seam.thermostats.simulate.hvacModeAdjusted({
        device_id: add.thermostat().device_id,
        hvac_mode: 'heat',
        heating_set_point_celsius: 20,
      }),
  },
  'thermostat.temperature_threshold_exceeded': measure(40),
  'thermostat.temperature_threshold_no_longer_exceeded': measure(40, 25),
  'thermostat.temperature_reached_set_point': {
    how: '`thermostats.simulate.temperatureReached`',
    happen: async ({ add, seam, clock }: FakeSeam) => {
      const { device_id } = add.thermostat();
      await seam.thermostats.heat({ device_id, heating_set_point_celsius: 25 }, now);
      clock.settle();
      await seam.thermostats.simulate.temperatureReached({ device_id, temperature_celsius: 25 });
    },
  },
  'thermostat.temperature_changed': measure(17),
  'noise_sensor.noise_threshold_triggered': {
    how: '`noiseSensors.simulate.triggerNoiseThreshold`',
    happen: ({ add, seam }) => {
      const { device_id } = add.noiseSensor();
      add.noiseThreshold({ device_id, noise_threshold_decibels: 60 });
      return seam.noiseSensors.simulate.triggerNoiseThreshold({ device_id });
    },
  },
  'camera.activated': {
    how: '`provider.detectMotion`',
    happen: ({ add, provider }) =>
      provider.detectMotion(add.device({ device_type: 'ring_camera' }).device_id),
  },
};
