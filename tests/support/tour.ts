/* eslint-disable no-restricted-imports -- the tour is a test helper of the fake, which it does not publish */

/** A call for each endpoint, and the state of the fake that it needs. */
export { everyEndpoint } from '../../packages/testing/test/tour/every-endpoint.test-helper.ts';
export { methodOf } from '../../packages/testing/test/tour/method-of.test-helper.ts';
export { prepareStep, type PreparedStep } from '../../packages/testing/test/tour/prepare-step.test-helper.ts';
