import type { Handlers, noiseSensors as contract } from '@org/seam-core';
import type { WorldContext } from '../../fake/world.ts';
import { listOfKind } from '../devices/list.ts';
import { noiseThresholds } from './noise-thresholds.ts';
import { noiseSensorsSimulate } from './simulate.ts';

export const noiseSensors: Handlers<typeof contract, WorldContext> = {
  list: (params, context) => listOfKind(context, params, 'noise_detection'),
  noiseThresholds,
  simulate: noiseSensorsSimulate,
};
