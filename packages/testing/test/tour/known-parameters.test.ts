import { expect, it } from 'vitest';
import { createFakeSeam } from '../../src/fake/create-fake.ts';
import { takeParameters } from '../../src/fake/known-parameters.ts';
import { everyEndpoint } from './every-endpoint.test-helper.ts';
import { prepareStep } from './prepare-step.test-helper.ts';

it.each(everyEndpoint)('handlers know all parameters of $path', async ({ path }) => {
  const { params } = await prepareStep(createFakeSeam({ seed: 'empty' }), path);
  expect(takeParameters(path, params)).toEqual({ params, unknown: undefined });
});
