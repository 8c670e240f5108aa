import { SeamHttp, type SeamHttpInvalidInputError } from '@seamapi/http/connect';
import { describe, expect, it } from 'vitest';
import { createFixture, type Fixture } from './conformance/fixture.ts';
import { mountRouter } from './support/mount-router.ts';

const servers: Record<string, (fixture: Fixture) => Promise<AsyncDisposable & { readonly url: string }>> = {
  'the fake': ({ fake }) => fake.listen(),
  'the mounted router': ({ fake }) => mountRouter(fake.handlers),
};

describe.each(Object.entries(servers))('the official SDK against %s', (_, serve) => {
  const test = (title: string, run: (sdk: SeamHttp, fixture: Fixture) => Promise<void>) =>
    it(title, async () => {
      const fixture = createFixture();
      await using fake = fixture.fake;
      await using server = await serve(fixture);
      await run(SeamHttp.fromApiKey(fake.apiKey, { endpoint: server.url }), fixture);
    });

  test('grants and revokes a device', async (sdk, { user_identity_id, other_device_id: device_id }) => {
    const deviceNames = async () =>
      (await sdk.userIdentities.listAccessibleDevices({ user_identity_id })).map(
        (device) => device.display_name,
      );
    await sdk.userIdentities.grantAccessToDevice({ user_identity_id, device_id });
    expect(await deviceNames()).toEqual(['Roof terrace', 'Storage']);
    await sdk.userIdentities.revokeAccessToDevice({ user_identity_id, device_id });
    expect(await deviceNames()).toEqual(['Roof terrace']);
  });

  test('removes an ACS user from a user identity', async (sdk, fixture) => {
    const { user_identity_id, acs_user_id, garage_acs_user_id } = fixture;
    await sdk.userIdentities.removeAcsUser({ user_identity_id, acs_user_id });
    const users = await sdk.userIdentities.listAcsUsers({ user_identity_id });
    expect(users.map((user) => user.acs_user_id)).toEqual([garage_acs_user_id]);
    expect((await sdk.acs.users.get({ acs_user_id })).user_identity_id).toBeUndefined();
  });

  test('revokes access to all entrances', async (sdk, { user_identity_id, acs_system_id }) => {
    await sdk.acs.users.revokeAccessToAllEntrances({ user_identity_id, acs_system_id });
    const doors = await sdk.userIdentities.listAccessibleEntrances({ user_identity_id });
    expect(doors.map((door) => door.display_name)).toEqual(['Garage door']);
    await sdk.acs.users.revokeAccessToAllEntrances({ user_identity_id });
    expect(await sdk.acs.users.listAccessibleEntrances({ user_identity_id })).toEqual([]);
  });

  test('deletes a user identity', async (sdk, { fake, user_identity_id, other_user_identity_id }) => {
    await sdk.userIdentities.delete({ user_identity_id });
    const left = await sdk.userIdentities.list();
    expect(left.map((person) => person.user_identity_id)).toEqual([other_user_identity_id]);
    expect(fake.state.acsUsers.size).toBe(0);
  });

  test('reads the resources around them', async (sdk, { user_identity_id, device_id, acs_system_id }) => {
    expect((await sdk.userIdentities.get({ user_identity_id })).full_name).toBe('Ada Okafor');
    expect((await sdk.devices.get({ device_id })).display_name).toBe('Roof terrace');
    expect(await sdk.devices.list({ device_ids: [device_id] })).toHaveLength(1);
    expect((await sdk.acs.systems.list()).map((system) => system.name)).toEqual(['Offices', 'Garage']);
    expect(await sdk.acs.entrances.list({ acs_system_id })).toHaveLength(1);
    expect((await sdk.workspaces.get()).is_sandbox).toBe(true);
    const pages = sdk.createPaginator(sdk.userIdentities.list({ limit: 1 }));
    expect(await pages.flattenToArray()).toHaveLength(2);
  });

  test('throws its own errors', async (sdk) => {
    await expect(
      sdk.userIdentities.delete({ user_identity_id: '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3' }),
    ).rejects.toMatchObject({ code: 'user_identity_not_found', statusCode: 404 });
    const error = (await sdk.userIdentities
      .delete({ user_identity_id: 'Ada' })
      .catch((reason: unknown) => reason)) as SeamHttpInvalidInputError;
    expect(error.code).toBe('invalid_input');
    expect(error.getValidationErrorMessages('user_identity_id')).toEqual(['Invalid uuid']);
  });
});
