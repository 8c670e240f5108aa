import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../../test/checked-fake.test-helper.ts';

const start = (options = {}) => {
  const fake = createCheckedFake({ seed: 'empty', ...options });
  const { acs_system_id } = fake.add.acsSystem();
  const { acs_access_group_id } = fake.add.acsAccessGroup({ acs_system_id, name: 'Cleaners' });
  const { acs_entrance_id } = fake.add.acsEntrance({ acs_system_id, display_name: 'Gate' });
  fake.state.groupEntrances.add(acs_access_group_id, acs_entrance_id);
  return { ...fake, acs_system_id, acs_access_group_id, acs_entrance_id };
};

describe('access groups', () => {
  it('open their entrances for their members', async () => {
    const { seam, add, acs_system_id, acs_access_group_id } = start();
    const { acs_user_id } = add.acsUser({ acs_system_id });
    await seam.acs.accessGroups.addUser({ acs_access_group_id, acs_user_id });
    await seam.acs.accessGroups.addUser({ acs_access_group_id, acs_user_id });
    expect(await seam.acs.accessGroups.listUsers({ acs_access_group_id })).toMatchObject([{ acs_user_id }]);
    expect(await seam.acs.accessGroups.listAccessibleEntrances({ acs_access_group_id })).toMatchObject([
      { display_name: 'Gate' },
    ]);
    expect(await seam.acs.users.listAccessibleEntrances({ acs_user_id })).toHaveLength(1);
    await seam.acs.accessGroups.removeUser({ acs_access_group_id, acs_user_id });
    await seam.acs.accessGroups.removeUser({ acs_access_group_id, acs_user_id });
    expect(await seam.acs.users.listAccessibleEntrances({ acs_user_id })).toEqual([]);
  });

  it('add and remove a user identity by its ACS user, linked or created if necessary', async () => {
    const { seam, add, acs_access_group_id } = start();
    const { user_identity_id } = add.userIdentity({ full_name: 'Ada' });
    await seam.acs.accessGroups.addUser({ acs_access_group_id, user_identity_id });
    const [member] = await seam.acs.accessGroups.listUsers({ acs_access_group_id });
    expect(member).toMatchObject({ user_identity_id, user_identity_full_name: 'Ada' });
    await seam.acs.accessGroups.removeUser({ acs_access_group_id, user_identity_id });
    expect(await seam.acs.accessGroups.listUsers({ acs_access_group_id })).toEqual([]);
    expect(await seam.acs.users.list({ user_identity_id })).toHaveLength(1);
  });

  it('reject an ACS user of another system', async () => {
    const { seam, add, acs_access_group_id } = start();
    const { acs_user_id } = add.acsUser({ acs_system_id: add.acsSystem().acs_system_id });
    await expect(seam.acs.accessGroups.addUser({ acs_access_group_id, acs_user_id })).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  it('are listed by system, member and name', async () => {
    const { seam, add, acs_system_id, acs_access_group_id } = start();
    const { user_identity_id } = add.userIdentity();
    const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
    const other = add.acsAccessGroup({ acs_system_id: add.acsSystem().acs_system_id, name: 'Guests' });
    await seam.acs.accessGroups.addUser({ acs_access_group_id, acs_user_id });
    const found = async (filter: object) =>
      (await seam.acs.accessGroups.list(filter)).map(({ name }) => name);
    expect(await found({})).toEqual(['Cleaners', 'Guests']);
    expect(await found({ acs_system_id: other.acs_system_id })).toEqual(['Guests']);
    expect(await found({ acs_user_id })).toEqual(['Cleaners']);
    expect(await found({ user_identity_id })).toEqual(['Cleaners']);
    expect(await found({ search: 'gue' })).toEqual(['Guests']);
    expect(await found({ acs_user_id, search: 'gue' })).toEqual([]);
    expect((await seam.acs.accessGroups.get(other)).name).toBe('Guests');
  });

  it('remove their memberships when they are deleted', async () => {
    const { seam, add, state, acs_system_id, acs_access_group_id } = start();
    const { acs_user_id } = add.acsUser({ acs_system_id });
    await seam.acs.accessGroups.addUser({ acs_access_group_id, acs_user_id });
    await seam.acs.accessGroups.delete({ acs_access_group_id });
    expect(await seam.acs.users.listAccessibleEntrances({ acs_user_id })).toEqual([]);
    expect(state.groupMembers.rightsOf(acs_user_id)).toEqual([]);
    expect([...state.events].map(({ event_type }) => event_type)).toEqual(['acs_access_group.deleted']);
    await expect(seam.acs.accessGroups.delete({ acs_access_group_id })).rejects.toMatchObject({
      type: 'acs_access_group_not_found',
    });
  });

  it('return 404 for a missing member with repeated_removal: not_found', async () => {
    const { seam, add, acs_system_id, acs_access_group_id } = start({
      assumptions: { repeated_removal: 'not_found' },
    });
    const { acs_user_id } = add.acsUser({ acs_system_id });
    await expect(
      seam.acs.accessGroups.removeUser({ acs_access_group_id, acs_user_id }),
    ).rejects.toMatchObject({ statusCode: 404 });
  });

  it('open nothing after their schedule has ended', async () => {
    const { seam, add, clock, acs_system_id, acs_entrance_id, state } = start();
    const { acs_access_group_id } = add.acsAccessGroup({
      acs_system_id,
      access_schedule: { starts_at: clock.timestamp(), ends_at: clock.timestampIn(1000) },
    });
    state.groupEntrances.add(acs_access_group_id, acs_entrance_id);
    const { acs_user_id } = add.acsUser({ acs_system_id });
    await seam.acs.users.addToAccessGroup({ acs_access_group_id, acs_user_id });
    expect(await seam.acs.users.listAccessibleEntrances({ acs_user_id })).toHaveLength(1);
    clock.advance(1000);
    expect(await seam.acs.users.listAccessibleEntrances({ acs_user_id })).toEqual([]);
  });
});
