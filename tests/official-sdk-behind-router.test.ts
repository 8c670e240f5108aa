import { createSeam } from '@org/seam-core';
import { createFakeSeam, type FakeSeam } from '@org/seam-testing';
import { SeamHttp, SeamHttpWithoutWorkspace } from '@seamapi/http/connect';
import { describe, expect, it } from 'vitest';
import { mountRouter } from './support/mount-router.ts';
import { everyEndpoint, methodOf, prepareStep, type PreparedStep } from './support/tour.ts';

const waitForActionAttempt = { pollingInterval: 1, timeout: 2000 };

/** Endpoints that need a token without a workspace are in another class of the SDK. */
const createSdk = ({ credential }: PreparedStep, options: object): object =>
  credential.workspaceId === null ? new SeamHttpWithoutWorkspace(options) : new SeamHttp(options);

const direct = async (fake: FakeSeam, step: PreparedStep, names: readonly string[]) => {
  await using server = await fake.listen({ webhooks: 'manual' });
  const { workspaceId, ...credential } = step.credential;
  const options = { ...credential, ...(workspaceId ? { workspaceId } : {}), endpoint: server.url };
  return await methodOf(createSdk(step, { ...options, waitForActionAttempt }), names)(step.params);
};

/** Uses a credential that the fake does not accept: the router has its own. */
const behindRouter = async (fake: FakeSeam, step: PreparedStep, names: readonly string[]) => {
  const { endpoint, fetch } = fake;
  await using router = await mountRouter(createSeam({ ...step.credential, endpoint, fetch }));
  const credential =
    step.credential.workspaceId === null
      ? { personalAccessToken: 'seam_at1_unknown' }
      : { apiKey: 'seam_unknown' };
  const sdk = createSdk(step, { ...credential, endpoint: router.url, waitForActionAttempt });
  return await methodOf(sdk, names)(step.params);
};

describe('the official SDK behind the router', () => {
  it.each(everyEndpoint)('has the same result for $path as without the router', async ({ path, names }) => {
    await using ours = createFakeSeam();
    await using theirs = createFakeSeam();
    const actual = await behindRouter(ours, await prepareStep(ours, path), names);
    expect(actual).toEqual(await direct(theirs, await prepareStep(theirs, path), names));
    expect(JSON.stringify(ours.state)).toBe(JSON.stringify(theirs.state));
  });
});
