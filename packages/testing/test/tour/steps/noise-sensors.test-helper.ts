import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const addThreshold = ({ add }: FakeSeam) => {
  const { device_id } = add.noiseSensor();
  const { noise_threshold_id } = add.noiseThreshold({ device_id, noise_threshold_decibels: 60 });
  return { device_id, noise_threshold_id };
};

export const noiseSensorSteps: StepsUnder<'/noise_sensors/'> = {
  '/noise_sensors/list': ({ add }) => ({ device_ids: [add.noiseSensor().device_id] }),
  '/noise_sensors/noise_thresholds/create': ({ add }) => ({
    device_id: add.noiseSensor().device_id,
    noise_threshold_decibels: 70,
    starts_daily_at: '08:00:00[Europe/Amsterdam]',
    ends_daily_at: '22:00:00[Europe/Amsterdam]',
  }),
  '/noise_sensors/noise_thresholds/delete': addThreshold,
  '/noise_sensors/noise_thresholds/get': (fake) => ({
    noise_threshold_id: addThreshold(fake).noise_threshold_id,
  }),
  '/noise_sensors/noise_thresholds/list': (fake) => ({
    device_id: addThreshold(fake).device_id,
  }),
  '/noise_sensors/noise_thresholds/update': (fake) => ({
    ...addThreshold(fake),
    name: 'Quiet hours',
    noise_threshold_decibels: 55,
  }),
  '/noise_sensors/simulate/trigger_noise_threshold': (fake) => ({
    device_id: addThreshold(fake).device_id,
  }),
};
