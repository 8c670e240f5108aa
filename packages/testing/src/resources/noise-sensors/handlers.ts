import type { Handlers, noiseSensors as contract } from '@org/seam-core';
import type { WorldContext } from '../../fake/world.ts';
import { listDevicesByCapability } from '../devices/find.ts';
import { patchProperties } from '../devices/record.ts';
import { requireSandbox } from '../shared/checks.ts';
import { noiseThresholds } from './noise-thresholds/handlers.ts';
import { reportThreshold } from './noise.ts';
import { requireNoiseSensor } from './record.ts';

const noiseSensorsSimulate: Handlers<typeof contract.simulate, WorldContext> = {
  triggerNoiseThreshold: ({ device_id }, context) => {
    requireSandbox(context);
    const { world } = context;
    const device = requireNoiseSensor(context, device_id);
    const [threshold] = world.state.noiseThresholds.by('device_id', device_id);
    const noise_level_decibels = (threshold?.noise_threshold_decibels ?? 60) + 1;
    patchProperties(world, device_id, {
      noise_level_decibels,
      currently_triggering_noise_threshold_ids: threshold ? [threshold.noise_threshold_id] : [],
    });
    const nrs = threshold?.noise_threshold_nrs === undefined ? undefined : threshold.noise_threshold_nrs + 1;
    reportThreshold(world, device, { decibels: noise_level_decibels, nrs, threshold });
  },
};

export const noiseSensors: Handlers<typeof contract, WorldContext> = {
  list: (params, context) => listDevicesByCapability(context, params, 'noise_detection'),
  noiseThresholds,
  simulate: noiseSensorsSimulate,
};
