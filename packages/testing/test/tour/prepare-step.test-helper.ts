import type { EndpointPath } from '@org/seam-core';
import type { FakeSeam } from '../../src/fake/fake-seam.ts';
import type { Credential, Step } from './step.test-helper.ts';
import { steps } from './steps.test-helper.ts';

/** The parameters and credentials of a step. */
export interface PreparedStep {
  readonly params: object;
  readonly credential: Credential;
}

/** Adds the data that the step of this endpoint needs to the fake. */
export const prepareStep = async (fake: FakeSeam, path: EndpointPath): Promise<PreparedStep> => {
  const step = steps[path] as Step<EndpointPath>;
  if (typeof step === 'function') return { params: await step(fake), credential: { apiKey: fake.apiKey } };
  return { params: await step.params(fake), credential: step.as(fake) };
};
