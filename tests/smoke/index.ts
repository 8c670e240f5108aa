/** `@org/tests/smoke`: the walk through the client, for runtimes that other packages can start. */
export { bundleSmoke } from './bundle-smoke.ts';
export { expectedSmoke } from './smoke.ts';
export { mountRouter } from '../support/mount-router.ts';
