import type { Handlers, noiseSensors as contract } from '@org/seam-core';
import type { WorldContext } from '../world.ts';
import { listOfKind } from './devices/list-of-kind.ts';
import { noiseThresholds } from './noise-sensors/noise-thresholds.ts';
import { noiseSensorsSimulate } from './noise-sensors/simulate.ts';

export const noiseSensors: Handlers<typeof contract, WorldContext> = {
  list: (params, context) => listOfKind(context, params, 'noise_detection'),
  noiseThresholds,
  simulate: noiseSensorsSimulate,
};
