import type { Handlers, noiseSensors as contract } from '@org/seam-core';
import type { WorldContext } from '../../fake/world.ts';
import { listDevicesByCapability } from '../devices/find.ts';
import { patchProperties } from '../devices/record.ts';
import { deviceEventFields } from '../devices/rules.ts';
import { writeEvent } from '../events/write-event.ts';
import { requireSandbox } from '../shared/checks.ts';
import { noiseThresholds } from './noise-thresholds/handlers.ts';
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
    writeEvent(world, 'noise_sensor.noise_threshold_triggered', {
      ...deviceEventFields(world, device),
      noise_level_decibels,
      ...(threshold && {
        noise_threshold_id: threshold.noise_threshold_id,
        noise_threshold_name: threshold.name,
        ...(threshold.noise_threshold_nrs === undefined
          ? {}
          : { noise_level_nrs: threshold.noise_threshold_nrs + 1 }),
      }),
    });
  },
};

export const noiseSensors: Handlers<typeof contract, WorldContext> = {
  list: (params, context) => listDevicesByCapability(context, params, 'noise_detection'),
  noiseThresholds,
  simulate: noiseSensorsSimulate,
};
