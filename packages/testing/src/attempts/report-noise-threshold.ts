import { presentNoiseThreshold } from '../present/noise-threshold.ts';
import type { AttemptEffect } from './attempt-effects.ts';
import { AttemptError } from './attempt-error.ts';

/** Tells what became of a noise threshold. @throws AttemptError when it is gone */
export const reportNoiseThreshold: AttemptEffect<'CREATE_NOISE_THRESHOLD'> = (world, { input }) => {
  const row = world.state.noiseThresholds.get(input.noise_threshold_id);
  if (!row) throw new AttemptError('noise_threshold_not_found', 'The noise threshold is gone.');
  return { noise_threshold: presentNoiseThreshold(row) };
};
