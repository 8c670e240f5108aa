import { battery, type DeviceModel, simulated, wired } from './device-model.ts';

/** What is neither a door nor a thermostat, by device type. */
export const sensorModels: Readonly<Record<string, DeviceModel>> = {
  android_phone: {
    provider: 'seam_passport',
    manufacturer: 'unknown',
    manufacturerName: 'Android',
    displayName: 'Phone',
    capabilities: ['phone'],
    flags: {},
    properties: {},
  },
  ios_phone: {
    provider: 'seam_passport',
    manufacturer: 'unknown',
    manufacturerName: 'Apple',
    displayName: 'Phone',
    capabilities: ['phone'],
    flags: {},
    properties: {},
  },
  keynest_key: {
    provider: 'keynest',
    manufacturer: 'keynest',
    manufacturerName: 'KeyNest',
    displayName: 'Key',
    capabilities: ['access_code'],
    flags: { can_program_online_access_codes: true, ...simulated },
    properties: {},
    metadata: (key_id, device_name) => ({ keynest_metadata: { key_id, device_name } }),
  },
  minut_sensor: {
    provider: 'minut',
    manufacturer: 'minut',
    manufacturerName: 'Minut',
    displayName: 'Noise sensor',
    capabilities: ['noise_detection'],
    flags: simulated,
    properties: {
      ...battery(1),
      noise_level_decibels: 35,
      currently_triggering_noise_threshold_ids: [],
    },
    metadata: (device_id, device_name) => ({ minut_metadata: { device_id, device_name } }),
  },
  noiseaware_activity_zone: {
    provider: 'noiseaware',
    manufacturer: 'noiseaware',
    manufacturerName: 'NoiseAware',
    displayName: 'Noise sensor',
    capabilities: ['noise_detection'],
    flags: simulated,
    properties: {
      ...wired,
      noise_level_decibels: 35,
      currently_triggering_noise_threshold_ids: [],
    },
    metadata: (device_id, device_name) => ({
      noiseaware_metadata: {
        device_id,
        device_name,
        device_model: 'indoor',
        noise_level_decibel: 35,
        noise_level_nrs: 10,
      },
    }),
  },
  ring_camera: {
    provider: 'ring',
    manufacturer: 'ring',
    manufacturerName: 'Ring',
    displayName: 'Camera',
    capabilities: [],
    flags: simulated,
    properties: battery(0.9),
    metadata: (device_id, device_name) => ({ ring_metadata: { device_id, device_name } }),
  },
};
