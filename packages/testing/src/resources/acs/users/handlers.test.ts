import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../../test/checked-fake.test-helper.ts';

const start = (assumptions = {}) => {
  const fake = createCheckedFake({ seed: 'empty', assumptions });
  const { acs_system_id } = fake.add.acsSystem();
  const { acs_entrance_id } = fake.add.acsEntrance({ acs_system_id, display_name: 'Gate' });
  const { user_identity_id } = fake.add.userIdentity({ full_name: 'Ada', email_address: 'ada@example.com' });
  const { acs_user_id } = fake.add.acsUser({ acs_system_id, user_identity_id, full_name: 'Ada' });
  const { acs_access_group_id } = fake.add.acsAccessGroup({ acs_system_id });
  const doors = async () => (await fake.seam.acs.users.listAccessibleEntrances({ acs_user_id })).length;
  return {
    ...fake,
    acs_system_id,
    acs_entrance_id,
    user_identity_id,
    acs_user_id,
    acs_access_group_id,
    doors,
  };
};

describe('ACS users', () => {
  it('open nothing while suspended', async () => {
    const { seam, acs_entrance_id, acs_system_id, user_identity_id, doors } = start();
    await seam.acs.entrances.grantAccess({ acs_entrance_id, user_identity_id });
    await seam.acs.users.suspend({ user_identity_id, acs_system_id });
    await seam.acs.users.suspend({ user_identity_id, acs_system_id });
    expect(await doors()).toBe(0);
    await seam.acs.users.unsuspend({ user_identity_id, acs_system_id });
    expect(await doors()).toBe(1);
  });

  it('keep their access while suspended with suspended_user_opens', async () => {
    const { seam, acs_entrance_id, acs_user_id, doors } = start({ suspended_user_opens: true });
    await seam.acs.entrances.grantAccess({ acs_entrance_id, acs_user_id });
    await seam.acs.users.suspend({ acs_user_id });
    expect(await doors()).toBe(1);
  });

  it('open entrances only during their schedule', async () => {
    const { seam, clock, acs_entrance_id, acs_user_id, doors } = start();
    await seam.acs.entrances.grantAccess({ acs_entrance_id, acs_user_id });
    await seam.acs.users.update({
      acs_user_id,
      access_schedule: { starts_at: clock.timestampIn(1000), ends_at: clock.timestampIn(2000) },
    });
    expect(await doors()).toBe(0);
    clock.advance(1000);
    expect(await doors()).toBe(1);
    clock.advance(1000);
    expect(await doors()).toBe(0);
    await seam.acs.users.update({ acs_user_id, access_schedule: null });
    expect(await doors()).toBe(1);
    expect(await seam.acs.users.get({ acs_user_id })).not.toHaveProperty('access_schedule');
  });

  it('are created in access groups, with a schedule that starts now', async () => {
    const { seam, state, clock, acs_system_id, acs_entrance_id, acs_access_group_id } = start();
    state.groupEntrances.add(acs_access_group_id, acs_entrance_id);
    const user = await seam.acs.users.create({
      acs_system_id,
      full_name: 'Gil',
      acs_access_group_ids: [acs_access_group_id],
      access_schedule: { ends_at: clock.timestampIn(1000) },
    });
    expect(user).toMatchObject({ access_schedule: { starts_at: clock.timestamp() }, pending_mutations: [] });
    const { acs_user_id } = user;
    expect(await seam.acs.users.listAccessibleEntrances({ acs_user_id })).toHaveLength(1);
    await seam.acs.users.removeFromAccessGroup({ acs_user_id, acs_access_group_id });
    expect(await seam.acs.users.listAccessibleEntrances({ acs_user_id })).toEqual([]);
    expect([...state.events]).toMatchObject([{ event_type: 'acs_user.created', acs_user_id, acs_system_id }]);
  });

  it('reject a past schedule, a group of another system, and a second one of a user identity', async () => {
    const { seam, add, state, clock, acs_system_id, user_identity_id } = start();
    const elsewhere = add.acsAccessGroup({ acs_system_id: add.acsSystem().acs_system_id });
    const create = (given: object) => seam.acs.users.create({ acs_system_id, full_name: 'Gil', ...given });
    await expect(create({ access_schedule: { ends_at: clock.timestamp() } })).rejects.toMatchObject({
      statusCode: 400,
    });
    await expect(create({ acs_access_group_ids: [elsewhere.acs_access_group_id] })).rejects.toMatchObject({
      statusCode: 400,
    });
    await expect(create({ user_identity_id })).rejects.toMatchObject({ statusCode: 409 });
    expect(state.acsUsers.size).toBe(1);
  });

  it('are listed, updated, and deleted with their credentials', async () => {
    const { seam, state, add, acs_system_id, acs_user_id, user_identity_id } = start();
    add.acsCredential({ acs_user_id });
    await seam.acs.users.update({ acs_user_id, full_name: 'Ada O.' });
    expect(await seam.acs.users.list({ search: 'ada o', user_identity_id })).toMatchObject([
      { display_name: 'Ada O.' },
    ]);
    expect(await seam.acs.users.list({ acs_system_id })).toHaveLength(1);
    expect(await seam.acs.users.list({ user_identity_email_address: 'unknown@example.com' })).toEqual([]);
    expect((await seam.acs.users.get({ user_identity_id })).acs_user_id).toBe(acs_user_id);
    await seam.acs.users.delete({ user_identity_id, acs_system_id });
    expect(state.acsCredentials.size).toBe(0);
    expect([...state.events].map(({ event_type }) => event_type)).toEqual([
      'acs_credential.deleted',
      'acs_user.deleted',
    ]);
    await expect(seam.acs.users.get({ acs_user_id })).rejects.toMatchObject({ type: 'acs_user_not_found' });
  });

  it('lose all access, or the access that is assumed', async () => {
    const ways = ['entrances', 'access_groups', 'credentials'] as const;
    for (const kept of ways) {
      const { seam, add, state, acs_entrance_id, acs_user_id, acs_access_group_id, doors } = start({
        revoke_all_entrances: ways.filter((way) => way !== kept),
      });
      const { acs_credential_id } = add.acsCredential({ acs_user_id });
      state.groupEntrances.add(acs_access_group_id, acs_entrance_id);
      state.groupMembers.add(acs_user_id, acs_access_group_id);
      state.entranceAccess.add(acs_user_id, acs_entrance_id);
      state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
      await seam.acs.users.revokeAccessToAllEntrances({ acs_user_id });
      expect(await doors()).toBe(1);
      expect({
        entrances: state.entranceAccess.rightsOf(acs_user_id).length,
        access_groups: state.groupMembers.rightsOf(acs_user_id).length,
        credentials: state.credentialEntrances.rightsOf(acs_credential_id).length,
      }).toEqual({ entrances: 0, access_groups: 0, credentials: 0, [kept]: 1 });
    }
  });
});
