import { createFakeSeam } from '@org/seam-testing';
import { describe, expect, it } from 'vitest';
import type { DoorAccess } from './door.ts';
import { readAccess } from './read-access.ts';
import { whoCanOpen } from './who-can-open.ts';

/** A person with every kind of access, and another one with none of it. */
const setUp = async () => {
  const fake = createFakeSeam({ seed: 'empty' });
  const { add, state, seam } = fake;
  const { user_identity_id } = add.userIdentity({ full_name: 'Ada' });
  add.userIdentity({ full_name: 'Grace' });
  const [direct, granted] = [add.device({ name: 'Direct' }), add.device({ name: 'Granted' })];
  add.device({ name: 'Neither' });
  state.deviceAccess.add(user_identity_id, direct.device_id);
  const { acs_system_id } = add.acsSystem();
  const entrance = (name: string) => add.acsEntrance({ acs_system_id, display_name: name }).acs_entrance_id;
  const doors = { user: entrance('User'), group: entrance('Group'), credential: entrance('Credential') };
  entrance('Closed');
  const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
  state.entranceAccess.add(acs_user_id, doors.user);
  const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id });
  state.groupEntrances.add(acs_access_group_id, doors.group);
  state.groupMembers.add(acs_user_id, acs_access_group_id);
  const { acs_credential_id } = add.acsCredential({ acs_user_id, access_method: 'code' });
  state.credentialEntrances.add(acs_credential_id, doors.credential);
  const grant = await seam.accessGrants.create({
    user_identity_id,
    device_ids: [granted.device_id],
    requested_access_methods: [{ mode: 'code' }],
  });
  return {
    ...fake,
    user_identity_id,
    acs_user_id,
    acs_access_group_id,
    acs_credential_id,
    grant,
    doors,
    direct,
    granted,
  };
};

const byName = (doors: readonly DoorAccess[]) =>
  Object.fromEntries(doors.map(({ door, reasons }) => [door.name, reasons]));

describe('readAccess', () => {
  it('names every open door with its reasons and what removes each', async () => {
    const {
      seam,
      user_identity_id,
      direct,
      grant,
      acs_user_id,
      acs_access_group_id,
      acs_credential_id,
      granted,
    } = await setUp();
    const { doors } = await readAccess(seam, user_identity_id);
    const revokeDevice = (device_id: string) => ({
      possible: true,
      change: { path: '/user_identities/revoke_access_to_device', params: { user_identity_id, device_id } },
    });
    const removal = (path: string, params: object) => ({ possible: true, change: { path, params } });
    expect(byName(doors)).toEqual({
      Direct: [{ via: 'direct', certain: true, removal: revokeDevice(direct.device_id) }],
      Granted: [
        { via: 'direct', certain: false, removal: revokeDevice(granted.device_id) },
        {
          via: 'access_grant',
          access_grant_id: grant.access_grant_id,
          access_method_ids: grant.access_method_ids,
          removal: removal('/access_grants/delete', { access_grant_id: grant.access_grant_id }),
        },
      ],
      User: [
        {
          via: 'acs_user',
          acs_user_id,
          removal: removal('/acs/users/revoke_access_to_all_entrances', { acs_user_id }),
        },
      ],
      Group: [
        {
          via: 'access_group',
          acs_user_id,
          acs_access_group_id,
          removal: removal('/acs/users/remove_from_access_group', { acs_user_id, acs_access_group_id }),
        },
      ],
      Credential: [
        {
          via: 'credential',
          acs_user_id,
          acs_credential_id,
          removal: removal('/acs/credentials/delete', { acs_credential_id }),
        },
      ],
    });
  });

  it('sends no change', async () => {
    const { seam, journal, user_identity_id } = await setUp();
    journal.clear();
    await readAccess(seam, user_identity_id);
    expect(journal.calls.filter(({ verb }) => verb !== 'GET')).toEqual([]);
  });

  it('reads on when a credential is deleted while it is read', async () => {
    const { seam, user_identity_id, faults } = await setUp();
    for (const path of ['/acs/credentials/list_accessible_entrances', '/acs/credentials/get'] as const)
      faults.queue(path, { kind: 'status', status: 404 });
    const { doors } = await readAccess(seam, user_identity_id);
    expect(byName(doors)['Credential']).toMatchObject([{ via: 'acs_user' }]);
  });

  it('rejects with the error of Seam, and sends nothing more', async () => {
    const { seam, user_identity_id, faults, journal } = await setUp();
    faults.queue('/access_grants/list', { kind: 'status', status: 401 });
    await expect(readAccess(seam, user_identity_id)).rejects.toMatchObject({ name: 'SeamUnauthorizedError' });
    const sent = journal.calls.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(journal.calls.length).toBeLessThanOrEqual(sent + 3);
  });

  it.each([
    [{ concurrency: 0 }, 'readAccess: concurrency must be a whole number from 1 to 100; got 0.'],
    [{ codes: true }, 'readAccess: unknown option "codes".'],
  ])('refuses the options %j before anything is sent', async (options, message) => {
    const { seam, user_identity_id, journal } = await setUp();
    journal.clear();
    await expect(readAccess(seam, user_identity_id, options as never)).rejects.toMatchObject({
      code: 'invalid_option',
      message: expect.stringContaining(message) as string,
    });
    expect(journal.calls).toEqual([]);
  });

  it('lists nothing for a suspended ACS user, whose doors are closed', async () => {
    const { seam, user_identity_id, acs_user_id } = await setUp();
    await seam.acs.users.suspend({ acs_user_id });
    const { doors } = await readAccess(seam, user_identity_id);
    expect(doors.map(({ door }) => door.name)).toEqual(['Direct', 'Granted']);
  });
});

describe('whoCanOpen', () => {
  it('names the people that can open a device, and codes without a user identity', async () => {
    const { seam, direct, user_identity_id, add } = await setUp();
    const code = add.accessCode({ device_id: direct.device_id, is_managed: false });
    expect(await whoCanOpen(seam, { device_id: direct.device_id })).toMatchObject([
      { user_identity: { user_identity_id }, reasons: [{ via: 'direct' }] },
      { access_code_id: code.access_code_id, reasons: [{ via: 'unmanaged' }] },
    ]);
  });

  it('names the people that can open an entrance, and ACS users without a user identity', async () => {
    const { seam, doors, user_identity_id, add, state, acs_access_group_id } = await setUp();
    const { acs_system_id } = state.acsEntrances.get(doors.group)!;
    const unlinked = add.acsUser({ acs_system_id });
    state.groupMembers.add(unlinked.acs_user_id, acs_access_group_id);
    expect(await whoCanOpen(seam, { acs_entrance_id: doors.group })).toMatchObject([
      { user_identity: { user_identity_id }, reasons: [{ via: 'access_group' }] },
      { acs_user_id: unlinked.acs_user_id, reasons: [{ via: 'access_group' }] },
    ]);
  });

  it('names codes of a device without a user identity, and not those of other people', async () => {
    const { seam, granted, add, user_identity_id } = await setUp();
    const { device_id } = granted;
    const byHand = add.accessCode({ device_id, is_managed: false, name: 'Cleaner' });
    const withoutOwner = await seam.accessCodes.create({ device_id, name: 'Ada' });
    expect(await whoCanOpen(seam, { device_id })).toMatchObject([
      { user_identity: { user_identity_id } },
      {
        access_code_id: withoutOwner.access_code_id,
        name: 'Ada',
        reasons: [{ via: 'access_code', removal: { possible: true } }],
      },
      {
        access_code_id: byHand.access_code_id,
        name: 'Cleaner',
        reasons: [{ via: 'unmanaged', removal: { possible: false, cause: 'unmanaged' } }],
      },
    ]);
  });

  it('names a credential without a user identity, and a card in its words', async () => {
    const { seam, add, state } = await setUp();
    const { acs_system_id } = add.acsSystem({ external_type: 'hotek_site' });
    const { acs_entrance_id } = add.acsEntrance({ acs_system_id });
    const { acs_credential_id } = add.acsCredential({ acs_system_id, access_method: 'card' });
    state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
    expect(await whoCanOpen(seam, { acs_entrance_id })).toMatchObject([
      { acs_credential_id, reasons: [{ via: 'credential', removal: { cause: 'encoded_card' } }] },
    ]);
  });

  it('reads a device that Seam does not manage', async () => {
    const { seam, add } = await setUp();
    const { device_id } = add.device({ is_managed: false });
    add.accessCode({ device_id, is_managed: false, name: 'Old' });
    expect(await whoCanOpen(seam, { device_id })).toMatchObject([{ name: 'Old' }]);
  });

  it('sends one request for each person who cannot open a device', async () => {
    const { seam, add, journal } = await setUp();
    const { device_id } = add.device();
    const count = async () => {
      journal.clear();
      await whoCanOpen(seam, { device_id });
      return journal.calls.length;
    };
    const before = await count();
    for (let index = 0; index < 20; index += 1) add.userIdentity();
    expect(await count()).toBe(before + 20);
  });

  it('sends one request for each ACS user who cannot open an entrance, and none for other people', async () => {
    const { seam, add, journal, doors, state } = await setUp();
    const { acs_system_id } = state.acsEntrances.get(doors.group)!;
    const count = async () => {
      journal.clear();
      await whoCanOpen(seam, { acs_entrance_id: doors.group });
      return journal.calls.length;
    };
    const before = await count();
    for (let index = 0; index < 20; index += 1) add.userIdentity();
    for (let index = 0; index < 5; index += 1) add.acsUser({ acs_system_id });
    expect(await count()).toBe(before + 5);
  });

  it.each([
    [undefined, 'undefined'],
    ['id', '"id"'],
    [{}, 'an object'],
    [{ device_id: '' }, 'device_id ""'],
    [{ device_id: 'a', acs_entrance_id: 'b' }, 'an object'],
    [{ space_id: 'a' }, 'space_id "a"'],
  ])('refuses the door %j before anything is sent', async (door, got) => {
    const { seam, journal } = await setUp();
    journal.clear();
    await expect(whoCanOpen(seam, door as never)).rejects.toMatchObject({
      code: 'invalid_option',
      message: `whoCanOpen: the door must be { device_id } or { acs_entrance_id }, with an id that is not empty; got ${got}.`,
    });
    expect(journal.calls).toEqual([]);
  });

  it('rejects a door that does not exist', async () => {
    const { seam } = await setUp();
    await expect(
      whoCanOpen(seam, { device_id: '00000000-0000-4000-8000-000000000000' }),
    ).rejects.toMatchObject({
      type: 'device_not_found',
    });
  });
});
