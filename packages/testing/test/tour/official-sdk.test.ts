import { createSeam } from '@org/seam-core';
import { SeamHttp, SeamHttpWithoutWorkspace } from '@seamapi/http/connect';
import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../../src/fake/create-fake.ts';
import { everyEndpoint } from './every-endpoint.test-helper.ts';
import { methodOf } from './method-of.test-helper.ts';
import { prepareStep } from './prepare-step.test-helper.ts';
import type { Credential } from './step.test-helper.ts';

const waitForActionAttempt = { pollingInterval: 1, timeout: 2000 };

const createSdk = ({ workspaceId, ...credential }: Credential, endpoint: string): object => {
  const options = { ...credential, endpoint, waitForActionAttempt } as object;
  return workspaceId === null ? new SeamHttpWithoutWorkspace(options) : new SeamHttp(options);
};

describe('the official SDK', () => {
  it.each(everyEndpoint)('returns the same as the client for $path', async ({ path, names }) => {
    await using theirs = createFakeSeam();
    await using server = await theirs.listen({ webhooks: 'manual' });
    const their = await prepareStep(theirs, path);
    const got = await methodOf(createSdk(their.credential, server.url), names)(their.params);

    await using ours = createFakeSeam();
    const our = await prepareStep(ours, path);
    const { endpoint, fetch } = ours;
    const seam = createSeam({ ...our.credential, endpoint, fetch, waitForActionAttempt });
    expect(got).toEqual(await methodOf(seam, names)(our.params));
    expect(JSON.stringify(theirs.state)).toBe(JSON.stringify(ours.state));
  });

  it('reads all pages', async () => {
    await using fake = createFakeSeam();
    await using server = await fake.listen();
    const sdk = SeamHttp.fromApiKey(fake.apiKey, { endpoint: server.url });
    const people = sdk.createPaginator(sdk.userIdentities.list({ limit: 3 }));
    expect(await people.flattenToArray()).toEqual(await fake.seam.userIdentities.list());
    const doors = sdk.createPaginator(sdk.acs.entrances.list({ limit: 5 }));
    expect(await doors.flattenToArray()).toEqual(await fake.seam.acs.entrances.list());
  });

  it('creates a client session from a publishable key', async () => {
    await using fake = createFakeSeam();
    await using server = await fake.listen();
    const { publishable_key = '' } = fake.state.workspaces.get(fake.workspaceId) ?? {};
    const sdk = await SeamHttp.fromPublishableKey(publishable_key, 'guest-1', { endpoint: server.url });
    expect(await sdk.clientSessions.get()).toMatchObject({ user_identifier_key: 'guest-1' });
  });
});
