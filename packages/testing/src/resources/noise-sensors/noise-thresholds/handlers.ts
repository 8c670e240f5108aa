import type { Handlers, noiseSensors } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { withAliases } from '@org/seam-server/internal';
import type { NoiseThresholdRow } from '../../../fake/rows.ts';
import { omitUndefined } from '../../../fake/search.ts';
import type { WorldContext } from '../../../fake/world.ts';
import { startAttempt } from '../../action-attempts/start.ts';
import { patchProperties } from '../../devices/record.ts';
import { checkThreshold } from '../noise.ts';
import { addNoiseThreshold, presentNoiseThreshold, requireNoiseSensor } from '../record.ts';

const requireThreshold = (
  context: WorldContext,
  { device_id, noise_threshold_id }: { device_id: string; noise_threshold_id: string },
): NoiseThresholdRow => {
  requireNoiseSensor(context, device_id);
  const threshold = context.world.state.noiseThresholds.require(noise_threshold_id, context.workspace_id);
  if (threshold.device_id !== device_id)
    throw apiError('noise_threshold_not_found', {
      message: `The noise sensor has no threshold ${noise_threshold_id}.`,
      data: { noise_threshold_id },
    });
  return threshold;
};

export const noiseThresholds: Handlers<typeof noiseSensors.noiseThresholds, WorldContext> = {
  create: ({ noise_threshold_decibels, name, ...params }, context) => {
    const { world, workspace_id } = context;
    const device = requireNoiseSensor(context, params.device_id);
    const { device_id } = device;
    checkThreshold(world, device, params);
    const threshold = addNoiseThreshold(world, workspace_id, {
      ...params,
      ...(name === undefined ? {} : { name }),
      ...(noise_threshold_decibels === undefined ? {} : { noise_threshold_decibels }),
    });
    const { noise_threshold_id } = threshold;
    const action_attempt = startAttempt(context, 'CREATE_NOISE_THRESHOLD', { device_id, noise_threshold_id });
    return withAliases(presentNoiseThreshold(threshold), { action_attempt });
  },

  delete: (params, context) => {
    const { noise_threshold_id } = requireThreshold(context, params);
    const device = requireNoiseSensor(context, params.device_id);
    const { world } = context;
    world.state.noiseThresholds.delete(noise_threshold_id);
    patchProperties(world, device.device_id, {
      currently_triggering_noise_threshold_ids:
        device.properties.currently_triggering_noise_threshold_ids?.filter((id) => id !== noise_threshold_id),
    });
  },

  get: ({ noise_threshold_id }, { world, workspace_id }) =>
    presentNoiseThreshold(world.state.noiseThresholds.require(noise_threshold_id, workspace_id)),

  list: ({ device_id }, context) => {
    requireNoiseSensor(context, device_id);
    return context.world.state.noiseThresholds.by('device_id', device_id).map(presentNoiseThreshold);
  },

  update: ({ device_id, noise_threshold_id, ...changes }, context) => {
    const before = requireThreshold(context, { device_id, noise_threshold_id });
    const device = requireNoiseSensor(context, device_id);
    checkThreshold(context.world, device, { ...before, ...omitUndefined(changes) });
    context.world.state.noiseThresholds.patch(noise_threshold_id, omitUndefined(changes));
  },
};
