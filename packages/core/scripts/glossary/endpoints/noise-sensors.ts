import type { EndpointTexts } from '../endpoint-texts.ts';

export const noiseSensors: EndpointTexts = {
  '/noise_sensors/list':
    'Lists managed noise sensors. The parameters select by type, manufacturer, connected account, space, customer or custom metadata.',
  '/noise_sensors/noise_thresholds/create':
    'Adds a noise threshold to a noise sensor, for certain hours of the day. For noise above it, Seam sends `noise_sensor.noise_threshold_triggered`. Fails with `device_not_found`.',
  '/noise_sensors/noise_thresholds/delete':
    'Deletes a noise threshold. Seam then sends no more events for it. Fails with `noise_threshold_not_found`.',
  '/noise_sensors/noise_thresholds/get': 'Reads one noise threshold. Fails with `noise_threshold_not_found`.',
  '/noise_sensors/noise_thresholds/list':
    'Lists the noise thresholds of a noise sensor, those that the provider set by default included.',
  '/noise_sensors/noise_thresholds/update':
    'Changes the name, the hours or the limit of a noise threshold. Fails with `noise_threshold_not_found`.',
  '/noise_sensors/simulate/trigger_noise_threshold':
    'Triggers a noise threshold of a noise sensor in a sandbox workspace. Expect `noise_sensor.noise_threshold_triggered`.',
};
