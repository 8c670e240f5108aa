import type { Seam, SeamApiError } from '@org/seam-core';
import { describe, expect, it } from 'vitest';
import { createFixture, type Fixture } from './fixture.ts';
import { transports } from './transports.ts';

const unknown = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';

const namesOf = (doors: readonly { display_name: string }[]) => doors.map((door) => door.display_name);

const refusal = async (call: Promise<unknown>): Promise<Partial<SeamApiError>> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason as SeamApiError,
  );
  return {
    name: error?.name,
    type: error?.type,
    statusCode: error?.statusCode,
    outcome: error?.outcome,
  } as never;
};

const notFound = (type: string) => ({
  name: 'SeamNotFoundError',
  type,
  statusCode: 404,
  outcome: 'rejected',
});
const badRequest = (type: string) => ({ name: 'SeamApiError', type, statusCode: 400, outcome: 'rejected' });

describe.each(Object.entries(transports))('%s', (_, connect) => {
  const test = (title: string, run: (seam: Seam, fixture: Fixture) => Promise<void>) =>
    it(title, async () => {
      const fixture = createFixture();
      await using fake = fixture.fake;
      await using connection = await connect(fake);
      await run(connection.seam, fixture);
    });

  describe('userIdentities.grantAccessToDevice', () => {
    test('makes the device accessible, and is idempotent', async (seam, fixture) => {
      const { user_identity_id, other_device_id: device_id } = fixture;
      expect(await seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id })).toBeUndefined();
      await seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id });
      const devices = await seam.userIdentities.listAccessibleDevices({ user_identity_id });
      expect(namesOf(devices)).toEqual(['Roof terrace', 'Storage']);
    });

    test('returns 404 for an unknown device and an unknown user identity', async (seam, fixture) => {
      const { user_identity_id, device_id } = fixture;
      const { grantAccessToDevice } = seam.userIdentities;
      expect(await refusal(grantAccessToDevice({ user_identity_id, device_id: unknown }))).toEqual(
        notFound('device_not_found'),
      );
      expect(await refusal(grantAccessToDevice({ user_identity_id: unknown, device_id }))).toEqual(
        notFound('user_identity_not_found'),
      );
    });

    test('returns 404 for a device of another workspace', async (seam, { fake, user_identity_id }) => {
      const { workspace_id } = fake.add.workspace();
      const { device_id } = fake.add.device({ workspace_id });
      expect(await refusal(seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id }))).toEqual(
        notFound('device_not_found'),
      );
    });

    test('refuses an unmanaged device', async (seam, { fake, user_identity_id }) => {
      const { device_id } = fake.add.device({ is_managed: false });
      expect(await refusal(seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id }))).toEqual(
        badRequest('device_unmanaged'),
      );
    });
  });

  describe('userIdentities.revokeAccessToDevice', () => {
    test('makes the device inaccessible, and is idempotent', async (seam, fixture) => {
      const { user_identity_id, device_id } = fixture;
      expect(await seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id })).toBeUndefined();
      await seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id });
      expect(await seam.userIdentities.listAccessibleDevices({ user_identity_id })).toEqual([]);
    });

    test('keeps the access of other people', async (seam, fixture) => {
      const { fake, user_identity_id, other_user_identity_id, device_id } = fixture;
      fake.state.deviceAccess.add(other_user_identity_id, device_id);
      await seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id });
      const devices = await seam.userIdentities.listAccessibleDevices({
        user_identity_id: other_user_identity_id,
      });
      expect(namesOf(devices)).toEqual(['Roof terrace']);
    });

    test('returns 404 for an unknown device', async (seam, { user_identity_id }) => {
      const call = seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id: unknown });
      expect(await refusal(call)).toEqual(notFound('device_not_found'));
    });
  });

  describe('userIdentities.removeAcsUser', () => {
    test('unlinks the ACS user, which keeps its entrances and credential', async (seam, fixture) => {
      const { fake, user_identity_id, acs_user_id, garage_acs_user_id } = fixture;
      expect(await seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id })).toBeUndefined();
      const identity = await seam.userIdentities.get({ user_identity_id });
      expect(identity.acs_user_ids).toEqual([garage_acs_user_id]);
      expect(await seam.acs.users.get({ acs_user_id })).not.toHaveProperty('user_identity_id');
      expect(namesOf(await seam.acs.users.listAccessibleEntrances({ acs_user_id }))).toEqual([
        'Offices door',
      ]);
      expect(fake.state.acsCredentials.list((row) => row.acs_user_id === acs_user_id)).toHaveLength(1);
    });

    test('is idempotent', async (seam, { user_identity_id, acs_user_id }) => {
      await seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id });
      expect(await seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id })).toBeUndefined();
    });

    test('refuses an ACS user of another user identity', async (seam, fixture) => {
      const { acs_user_id, other_user_identity_id } = fixture;
      const call = seam.userIdentities.removeAcsUser({
        user_identity_id: other_user_identity_id,
        acs_user_id,
      });
      expect(await refusal(call)).toEqual(badRequest('acs_user_belongs_to_another_user_identity'));
      expect((await seam.acs.users.get({ acs_user_id })).user_identity_id).toBe(fixture.user_identity_id);
    });
  });

  describe('acs.users.revokeAccessToAllEntrances', () => {
    test('revokes the entrances of one ACS user, which keeps its credential', async (seam, fixture) => {
      const { fake, user_identity_id, acs_user_id } = fixture;
      expect(await seam.acs.users.revokeAccessToAllEntrances({ acs_user_id })).toBeUndefined();
      expect(await seam.acs.users.listAccessibleEntrances({ acs_user_id })).toEqual([]);
      expect(namesOf(await seam.userIdentities.listAccessibleEntrances({ user_identity_id }))).toEqual([
        'Garage door',
      ]);
      expect((await seam.acs.users.get({ acs_user_id })).user_identity_id).toBe(user_identity_id);
      expect(fake.state.acsCredentials.list((row) => row.acs_user_id === acs_user_id)).toHaveLength(1);
    });

    test('revokes the entrances of all ACS users of a user identity, and is idempotent', async (seam, fixture) => {
      const { user_identity_id } = fixture;
      await seam.acs.users.revokeAccessToAllEntrances({ user_identity_id });
      await seam.acs.users.revokeAccessToAllEntrances({ user_identity_id });
      expect(await seam.userIdentities.listAccessibleEntrances({ user_identity_id })).toEqual([]);
    });

    test('revokes the entrances of one system when acs_system_id is given', async (seam, fixture) => {
      const { user_identity_id, garage_acs_system_id: acs_system_id } = fixture;
      await seam.acs.users.revokeAccessToAllEntrances({ user_identity_id, acs_system_id });
      expect(namesOf(await seam.userIdentities.listAccessibleEntrances({ user_identity_id }))).toEqual([
        'Offices door',
      ]);
    });

    test('revokes entrances of an access group or a credential, too', async (seam, fixture) => {
      const { fake, acs_system_id, acs_user_id } = fixture;
      const { acs_access_group_id } = fake.add.acsAccessGroup({ acs_system_id });
      const byGroup = fake.add.acsEntrance({ acs_system_id, display_name: 'Archive' }).acs_entrance_id;
      const byKey = fake.add.acsEntrance({ acs_system_id, display_name: 'Safe' }).acs_entrance_id;
      fake.state.groupEntrances.add(acs_access_group_id, byGroup);
      const [key] = fake.state.acsCredentials.list((row) => row.acs_user_id === acs_user_id);
      fake.state.credentialEntrances.add(key?.acs_credential_id ?? '', byKey);
      await seam.acs.users.addToAccessGroup({ acs_user_id, acs_access_group_id });
      const before = await seam.acs.users.listAccessibleEntrances({ acs_user_id });
      expect(namesOf(before)).toEqual(['Offices door', 'Archive', 'Safe']);
      await seam.acs.users.revokeAccessToAllEntrances({ acs_user_id });
      expect(await seam.acs.users.listAccessibleEntrances({ acs_user_id })).toEqual([]);
    });

    test('returns 404 when the user identity has no ACS user', async (seam, fixture) => {
      const { other_user_identity_id: user_identity_id, acs_system_id } = fixture;
      const call = seam.acs.users.revokeAccessToAllEntrances({ user_identity_id, acs_system_id });
      expect(await refusal(call)).toEqual(notFound('acs_user_not_found'));
    });

    test('C67: is not sent without an id, or with both', async (seam, fixture) => {
      const { user_identity_id, acs_user_id, acs_system_id } = fixture;
      const revoke = seam.acs.users.revokeAccessToAllEntrances as (params?: object) => Promise<void>;
      for (const params of [
        undefined,
        {},
        { acs_system_id },
        { user_identity_id, acs_user_id },
        { acs_user_id: '' },
      ])
        await expect(revoke(params)).rejects.toMatchObject({
          name: 'SeamInvalidInputError',
          outcome: 'not_sent',
          message: expect.stringContaining(
            'Pass acs_user_id, or user_identity_id (optionally with acs_system_id)',
          ),
        });
      expect(await seam.userIdentities.listAccessibleEntrances({ user_identity_id })).toHaveLength(2);
    });
  });

  describe('userIdentities.delete', () => {
    test('deletes ACS users, credentials, client sessions and access, too', async (seam, fixture) => {
      const { fake, user_identity_id, acs_user_id, device_id } = fixture;
      expect(await seam.userIdentities.delete({ user_identity_id })).toBeUndefined();
      expect(await refusal(seam.userIdentities.get({ user_identity_id }))).toEqual(
        notFound('user_identity_not_found'),
      );
      expect(await refusal(seam.acs.users.get({ acs_user_id }))).toEqual(notFound('acs_user_not_found'));
      const { acsCredentials, acsUsers, clientSessions, deviceAccess } = fake.state;
      expect([acsCredentials.size, acsUsers.size, clientSessions.size]).toEqual([0, 0, 0]);
      expect(deviceAccess.leftsOf(device_id)).toEqual([]);
    });

    test('keeps other user identities', async (seam, { user_identity_id, other_user_identity_id }) => {
      await seam.userIdentities.delete({ user_identity_id });
      expect((await seam.userIdentities.list()).map((person) => person.user_identity_id)).toEqual([
        other_user_identity_id,
      ]);
    });

    test('returns 404 the second time', async (seam, { user_identity_id }) => {
      await seam.userIdentities.delete({ user_identity_id });
      expect(await refusal(seam.userIdentities.delete({ user_identity_id }))).toEqual(
        notFound('user_identity_not_found'),
      );
    });
  });

  test('names the invalid parameter', async (seam) => {
    const error = await seam.userIdentities
      .delete({ user_identity_id: 'Ada' })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: 'SeamInvalidInputError',
      statusCode: 400,
      validationErrors: { _errors: [], user_identity_id: { _errors: ['Invalid uuid'] } },
    });
  });

  test('passes the parameters of lists', async (seam) => {
    const found = await seam.userIdentities.list({ search: 'castillo', limit: 1 });
    expect(found.map((person) => person.full_name)).toEqual(['Ben Castillo']);
    expect(await seam.userIdentities.list({ user_identity_ids: [] })).toEqual([]);
  });
});
