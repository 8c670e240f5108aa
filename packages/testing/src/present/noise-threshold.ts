import type { NoiseThreshold } from '@org/seam-core';
import type { NoiseThresholdRow } from '../rows.ts';

/** A noise threshold as the API shows it. */
export const presentNoiseThreshold = ({ workspace_id: _, ...threshold }: NoiseThresholdRow): NoiseThreshold =>
  threshold;
