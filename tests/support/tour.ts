/* eslint-disable no-restricted-imports -- the tour is the fake's own test and no part of what it publishes */

/** A call for each endpoint, with the fake that it needs. */
export { everyEndpoint } from '../../packages/testing/test/tour/every-endpoint.test-helper.ts';
export { methodOf } from '../../packages/testing/test/tour/method-of.test-helper.ts';
export { prepareStep, type PreparedStep } from '../../packages/testing/test/tour/prepare-step.test-helper.ts';
