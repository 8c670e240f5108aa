import { presentAccessCode } from '../resources/access-codes/record.ts';
import { presentNoiseThreshold } from '../resources/noise-sensors/record.ts';
import { type AttemptEffect, AttemptError } from './types.ts';

/** Tells what became of an access code. @throws AttemptError when it is gone, or could not be set */
export const reportAccessCode: AttemptEffect<'CREATE_ACCESS_CODE'> = (world, { input }) => {
  const row = world.state.accessCodes.get(input.access_code_id);
  if (!row) throw new AttemptError('access_code_not_found', 'The access code is gone.');
  const [error] = row.errors;
  if (error) throw new AttemptError(error.error_code, error.message);
  return { access_code: presentAccessCode(world)(row) };
};

/** Tells what became of a noise threshold. @throws AttemptError when it is gone */
export const reportNoiseThreshold: AttemptEffect<'CREATE_NOISE_THRESHOLD'> = (world, { input }) => {
  const row = world.state.noiseThresholds.get(input.noise_threshold_id);
  if (!row) throw new AttemptError('noise_threshold_not_found', 'The noise threshold is gone.');
  return { noise_threshold: presentNoiseThreshold(row) };
};
