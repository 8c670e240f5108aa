import { createFakeSeam } from '@org/seam-testing';
import { describe, expect, it } from 'vitest';
import { alteredClient, type Body } from '../altered-client.test-helper.ts';
import { clockOf } from '../offboarding/fake-clock.test-helper.ts';
import { offboard } from '../offboarding/offboard.ts';
import { revokeAccess } from '../revoke/revoke-access.ts';
import { readAccess } from './read-access.ts';
import { whoCanOpen } from './who-can-open.ts';

const owners = ['user_identity_id', 'acs_user_id'];

/** Writes `null` for the owners that ACS users and credentials do not have. */
const writeNull = (_: string, body: Body): void => {
  const { acs_user, acs_users = [], acs_credentials = [] } = body as Record<string, Body[] | undefined>;
  for (const each of [acs_user ?? [], acs_users, acs_credentials].flat())
    for (const owner of owners) each[owner] ??= null;
};

const setUp = () => {
  const fake = createFakeSeam({ seed: 'empty' });
  const { add, state } = fake;
  const { user_identity_id } = add.userIdentity({ full_name: 'Ada' });
  const { acs_system_id } = add.acsSystem();
  const { acs_entrance_id } = add.acsEntrance({ acs_system_id });
  const acsUser = (overrides: { user_identity_id?: string } = {}) => {
    const { acs_user_id } = add.acsUser({ acs_system_id, ...overrides });
    state.entranceAccess.add(acs_user_id, acs_entrance_id);
    return acs_user_id;
  };
  const clock = clockOf(fake.clock);
  return { ...fake, fake, clock, person: { user_identity_id }, acs_system_id, acs_entrance_id, acsUser };
};

describe('a null id', () => {
  const workflows: [string, (scene: ReturnType<typeof setUp>, unlink: () => Promise<unknown>) => unknown][] =
    [
      [
        'offboard',
        async (scene, unlink) => {
          const seam = alteredClient(scene.fake, unlinking(unlink));
          const run = offboard(seam, scene.person, { actor: 'hr', reason: 'left', clock: scene.clock });
          return (await run.result).state === 'complete';
        },
      ],
      [
        'revokeAccess',
        async (scene, unlink) => {
          const seam = alteredClient(scene.fake, unlinking(unlink));
          return (await revokeAccess(seam, scene.person, 'everything', { clock: scene.clock })).isComplete;
        },
      ],
    ];

  /** Unlinks the ACS user as soon as its entrances were revoked. */
  const unlinking = (unlink: () => Promise<unknown>) => {
    let isUnlinked = false;
    return async (path: string, body: Body) => {
      writeNull(path, body);
      if (path !== '/acs/users/revoke_access_to_all_entrances' || isUnlinked) return;
      isUnlinked = true;
      await unlink();
    };
  };

  it.each(workflows)('does not make %s take an unlinked ACS user for somebody else’s', async (_, work) => {
    const scene = setUp();
    const { seam, state, person, acsUser, acs_entrance_id } = scene;
    const acs_user_id = acsUser(person);
    const isComplete = await work(scene, async () => {
      state.entranceAccess.add(acs_user_id, acs_entrance_id);
      await seam.userIdentities.removeAcsUser({ ...person, acs_user_id });
    });
    const open = await seam.acs.users.listAccessibleEntrances({ acs_user_id });
    expect({ isComplete, open: open.length }).not.toEqual({ isComplete: true, open: 1 });
    expect(open).toEqual([]);
  });

  it('does not hide a credential without an ACS user', async () => {
    const { fake, add, state, clock, person, acs_system_id, acs_entrance_id } = setUp();
    const { acs_credential_id } = add.acsCredential({ acs_system_id, ...person, access_method: 'code' });
    state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
    const seam = alteredClient(fake, writeNull);
    const { doors } = await readAccess(seam, person, { clock });
    expect(doors).toMatchObject([{ door: { id: acs_entrance_id }, reasons: [{ via: 'credential' }] }]);
    expect(await whoCanOpen(seam, { acs_entrance_id }, { clock })).toMatchObject([{ user_identity: person }]);
  });

  it('does not hide an ACS user without a user identity', async () => {
    const { fake, clock, acsUser, acs_entrance_id } = setUp();
    const acs_user_id = acsUser();
    const seam = alteredClient(fake, writeNull);
    expect(await whoCanOpen(seam, { acs_entrance_id }, { clock })).toMatchObject([{ acs_user_id }]);
  });
});

describe('whoCanOpen', () => {
  it('reports the error of an unmanaged device that cannot be read, and not that there is none', async () => {
    const { seam, add, faults, clock } = setUp();
    const { device_id } = add.device();
    await seam.devices.update({ device_id, is_managed: false });
    faults.rate('/devices/unmanaged/get', { kind: 'status', status: 403 }, 1);
    await expect(whoCanOpen(seam, { device_id }, { clock })).rejects.toMatchObject({ statusCode: 403 });
  });
});
