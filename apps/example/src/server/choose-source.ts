import { createSeam, type Seam } from '@org/seam-core';
import { createFakeSeam } from '@org/seam-testing';
import type { Source } from '../source.ts';

export interface ChosenSource {
  readonly seam: Seam;
  readonly source: Source;
}

/**
 * Seam when there is an API key for it, and otherwise an office building in memory.
 * @throws SeamConfigError when the key is of the wrong kind
 */
export const chooseSource = (environment: NodeJS.ProcessEnv): ChosenSource => {
  const apiKey = environment['SEAM_API_KEY'];
  return apiKey
    ? { seam: createSeam({ apiKey }), source: 'seam' }
    : { seam: createFakeSeam({ seed: 'building' }).seam, source: 'demo' };
};
