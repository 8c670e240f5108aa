import { createSeam } from '@org/seam-core';
import { expect, it } from 'vitest';
import { createSampleFake, sampleIds } from './samples.ts';

/** The client as in the samples of the pages, and its fake over HTTP. */
const start = async () => {
  const fake = createSampleFake();
  const { url } = await fake.listen();
  const seam = createSeam({ apiKey: fake.apiKey, endpoint: url });
  return { fake, seam, [Symbol.asyncDispose]: () => fake[Symbol.asyncDispose]() };
};

it('the sample of "Grant a User Identity Access to a Device" grants', async () => {
  await using started = await start();
  const { seam, fake } = started;
  const result = await seam.userIdentities.grantAccessToDevice({
    user_identity_id: 'f3a328b4-dd04-4370-9000-d52b7a01b0bf',
    device_id: '054765c8-a2fc-4599-b486-14c19f462c45',
  });
  expect(result).toBeUndefined();
  expect(fake.state.deviceAccess.rightsOf(sampleIds.grant.user_identity_id)).toEqual([
    sampleIds.grant.device_id,
  ]);
});

it('the sample of "Revoke Access to a Device from a User Identity" revokes', async () => {
  await using started = await start();
  const { seam, fake } = started;
  const result = await seam.userIdentities.revokeAccessToDevice({
    user_identity_id: 'a5a48343-a95e-4f51-a5d9-1e4241b73553',
    device_id: '92874f9e-a2b5-4d49-a039-0280196ad4d5',
  });
  expect(result).toBeUndefined();
  expect(fake.state.deviceAccess.rightsOf(sampleIds.revoke.user_identity_id)).toEqual([]);
});

it('the sample of "Remove an ACS User from a User Identity" unlinks', async () => {
  await using started = await start();
  const { seam, fake } = started;
  const result = await seam.userIdentities.removeAcsUser({
    user_identity_id: '802633b6-a66c-4911-b57b-323e900ee531',
    acs_user_id: 'faa22878-fa74-4ea0-87f7-2b05c1b06181',
  });
  expect(result).toBeUndefined();
  expect(fake.state.acsUsers.get(sampleIds.remove.acs_user_id)).not.toHaveProperty('user_identity_id');
});

it('the sample of "Delete a User Identity" deletes', async () => {
  await using started = await start();
  const { seam, fake } = started;
  const result = await seam.userIdentities.delete({
    user_identity_id: '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3',
  });
  expect(result).toBeUndefined();
  expect(fake.state.userIdentities.get(sampleIds.delete.user_identity_id)).toBeUndefined();
});

it('the sample of "Revoke ACS User Access to All Entrances" has no id, and is rejected with the parameters to pass', async () => {
  await using started = await start();
  const { seam } = started;
  await expect(
    // @ts-expect-error -- the sample passes no parameters, which the types refuse
    seam.acs.users.revokeAccessToAllEntrances(),
  ).rejects.toMatchObject({
    name: 'SeamInvalidInputError',
    outcome: 'not_sent',
    message: expect.stringContaining('Pass acs_user_id, or user_identity_id'),
  });
});
