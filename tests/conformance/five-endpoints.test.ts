import type { Seam, SeamApiError } from '@org/seam-core';
import { describe, expect, it } from 'vitest';
import { createOffice, type Office } from './office.ts';
import { subjects } from './subjects.ts';

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

describe.each(Object.entries(subjects))('%s', (_, open) => {
  const inOffice = (title: string, test: (seam: Seam, office: Office) => Promise<void>) =>
    it(title, async () => {
      const office = createOffice();
      await using fake = office.fake;
      await using subject = await open(fake);
      await test(subject.seam, office);
    });

  describe('userIdentities.grantAccessToDevice', () => {
    inOffice('makes the device accessible, once, however often it is called', async (seam, office) => {
      const { user_identity_id, other_device_id: device_id } = office;
      expect(await seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id })).toBeUndefined();
      await seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id });
      const devices = await seam.userIdentities.listAccessibleDevices({ user_identity_id });
      expect(namesOf(devices)).toEqual(['Roof terrace', 'Storage']);
    });

    inOffice('knows no device and no user identity that does not exist', async (seam, office) => {
      const { user_identity_id, device_id } = office;
      const { grantAccessToDevice } = seam.userIdentities;
      expect(await refusal(grantAccessToDevice({ user_identity_id, device_id: unknown }))).toEqual(
        notFound('device_not_found'),
      );
      expect(await refusal(grantAccessToDevice({ user_identity_id: unknown, device_id }))).toEqual(
        notFound('user_identity_not_found'),
      );
    });

    inOffice('does not know what belongs to another workspace', async (seam, { fake, user_identity_id }) => {
      const { workspace_id } = fake.add.workspace();
      const { device_id } = fake.add.device({ workspace_id });
      expect(await refusal(seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id }))).toEqual(
        notFound('device_not_found'),
      );
    });

    inOffice('refuses an unmanaged device', async (seam, { fake, user_identity_id }) => {
      const { device_id } = fake.add.device({ is_managed: false });
      expect(await refusal(seam.userIdentities.grantAccessToDevice({ user_identity_id, device_id }))).toEqual(
        badRequest('device_unmanaged'),
      );
    });
  });

  describe('userIdentities.revokeAccessToDevice', () => {
    inOffice('makes the device inaccessible, and may be repeated', async (seam, office) => {
      const { user_identity_id, device_id } = office;
      expect(await seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id })).toBeUndefined();
      await seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id });
      expect(await seam.userIdentities.listAccessibleDevices({ user_identity_id })).toEqual([]);
    });

    inOffice('takes nothing from anybody else', async (seam, office) => {
      const { fake, user_identity_id, other_user_identity_id, device_id } = office;
      fake.state.deviceAccess.add(other_user_identity_id, device_id);
      await seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id });
      const devices = await seam.userIdentities.listAccessibleDevices({
        user_identity_id: other_user_identity_id,
      });
      expect(namesOf(devices)).toEqual(['Roof terrace']);
    });

    inOffice('knows no device that does not exist', async (seam, { user_identity_id }) => {
      const call = seam.userIdentities.revokeAccessToDevice({ user_identity_id, device_id: unknown });
      expect(await refusal(call)).toEqual(notFound('device_not_found'));
    });
  });

  describe('userIdentities.removeAcsUser', () => {
    inOffice('unlinks the ACS user, which keeps its entrances and its credential', async (seam, office) => {
      const { fake, user_identity_id, acs_user_id, garage_acs_user_id } = office;
      expect(await seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id })).toBeUndefined();
      const identity = await seam.userIdentities.get({ user_identity_id });
      expect(identity.acs_user_ids).toEqual([garage_acs_user_id]);
      expect(await seam.acs.users.get({ acs_user_id })).not.toHaveProperty('user_identity_id');
      expect(namesOf(await seam.acs.users.listAccessibleEntrances({ acs_user_id }))).toEqual([
        'Offices door',
      ]);
      expect(fake.state.acsCredentials.list((row) => row.acs_user_id === acs_user_id)).toHaveLength(1);
    });

    inOffice('may be repeated', async (seam, { user_identity_id, acs_user_id }) => {
      await seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id });
      expect(await seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id })).toBeUndefined();
    });

    inOffice('leaves alone what belongs to another user identity', async (seam, office) => {
      const { acs_user_id, other_user_identity_id } = office;
      const call = seam.userIdentities.removeAcsUser({
        user_identity_id: other_user_identity_id,
        acs_user_id,
      });
      expect(await refusal(call)).toEqual(badRequest('acs_user_belongs_to_another_user_identity'));
      expect((await seam.acs.users.get({ acs_user_id })).user_identity_id).toBe(office.user_identity_id);
    });
  });

  describe('acs.users.revokeAccessToAllEntrances', () => {
    inOffice(
      'closes the entrances of one ACS user, which stays with its credential',
      async (seam, office) => {
        const { fake, user_identity_id, acs_user_id } = office;
        expect(await seam.acs.users.revokeAccessToAllEntrances({ acs_user_id })).toBeUndefined();
        expect(await seam.acs.users.listAccessibleEntrances({ acs_user_id })).toEqual([]);
        expect(namesOf(await seam.userIdentities.listAccessibleEntrances({ user_identity_id }))).toEqual([
          'Garage door',
        ]);
        expect((await seam.acs.users.get({ acs_user_id })).user_identity_id).toBe(user_identity_id);
        expect(fake.state.acsCredentials.list((row) => row.acs_user_id === acs_user_id)).toHaveLength(1);
      },
    );

    inOffice(
      'closes the entrances of all ACS users of a user identity, and may be repeated',
      async (seam, office) => {
        const { user_identity_id } = office;
        await seam.acs.users.revokeAccessToAllEntrances({ user_identity_id });
        await seam.acs.users.revokeAccessToAllEntrances({ user_identity_id });
        expect(await seam.userIdentities.listAccessibleEntrances({ user_identity_id })).toEqual([]);
      },
    );

    inOffice('closes those in one system only, when it is named', async (seam, office) => {
      const { user_identity_id, garage_acs_system_id: acs_system_id } = office;
      await seam.acs.users.revokeAccessToAllEntrances({ user_identity_id, acs_system_id });
      expect(namesOf(await seam.userIdentities.listAccessibleEntrances({ user_identity_id }))).toEqual([
        'Offices door',
      ]);
    });

    inOffice('closes what was opened through an access group or a credential, too', async (seam, office) => {
      const { fake, acs_system_id, acs_user_id } = office;
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

    inOffice('finds no ACS user where the user identity has none', async (seam, office) => {
      const { other_user_identity_id: user_identity_id, acs_system_id } = office;
      const call = seam.acs.users.revokeAccessToAllEntrances({ user_identity_id, acs_system_id });
      expect(await refusal(call)).toEqual(notFound('acs_user_not_found'));
    });

    inOffice('C67: is refused before it is sent without an id, and with both', async (seam, office) => {
      const { user_identity_id, acs_user_id, acs_system_id } = office;
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
    inOffice('takes ACS users, credentials, client sessions and access along', async (seam, office) => {
      const { fake, user_identity_id, acs_user_id, device_id } = office;
      expect(await seam.userIdentities.delete({ user_identity_id })).toBeUndefined();
      expect(await refusal(seam.userIdentities.get({ user_identity_id }))).toEqual(
        notFound('user_identity_not_found'),
      );
      expect(await refusal(seam.acs.users.get({ acs_user_id }))).toEqual(notFound('acs_user_not_found'));
      const { acsCredentials, acsUsers, clientSessions, deviceAccess } = fake.state;
      expect([acsCredentials.size, acsUsers.size, clientSessions.size]).toEqual([0, 0, 0]);
      expect(deviceAccess.leftsOf(device_id)).toEqual([]);
    });

    inOffice('leaves everybody else', async (seam, { user_identity_id, other_user_identity_id }) => {
      await seam.userIdentities.delete({ user_identity_id });
      expect((await seam.userIdentities.list()).map((person) => person.user_identity_id)).toEqual([
        other_user_identity_id,
      ]);
    });

    inOffice('finds nobody the second time', async (seam, { user_identity_id }) => {
      await seam.userIdentities.delete({ user_identity_id });
      expect(await refusal(seam.userIdentities.delete({ user_identity_id }))).toEqual(
        notFound('user_identity_not_found'),
      );
    });
  });

  inOffice('says which parameter is wrong', async (seam) => {
    const error = await seam.userIdentities
      .delete({ user_identity_id: 'Ada' })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: 'SeamInvalidInputError',
      statusCode: 400,
      validationErrors: { _errors: [], user_identity_id: { _errors: ['Invalid uuid'] } },
    });
  });

  inOffice('reads lists with their parameters', async (seam) => {
    const found = await seam.userIdentities.list({ search: 'castillo', limit: 1 });
    expect(found.map((person) => person.full_name)).toEqual(['Ben Castillo']);
    expect(await seam.userIdentities.list({ user_identity_ids: [] })).toEqual([]);
  });
});
