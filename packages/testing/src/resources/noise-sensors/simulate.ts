import type { Handlers, noiseSensors } from '@org/seam-core';
import { writeEvent } from '../../events/write-event.ts';
import type { WorldContext } from '../../fake/world.ts';
import { patchProperties } from '../devices/changes.ts';
import { aboutDevice } from '../devices/record.ts';
import { requireSandbox } from '../shared/refusals.ts';
import { requireNoiseSensor } from './record.ts';

export const noiseSensorsSimulate: Handlers<typeof noiseSensors.simulate, WorldContext> = {
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
      ...aboutDevice(world, device),
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
