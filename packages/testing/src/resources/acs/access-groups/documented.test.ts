import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../../test/checked-fake.test-helper.ts';

const start = (assumptions = {}) => {
  const fake = createCheckedFake({ seed: 'empty', assumptions });
  const { seam, add, state } = fake;
  const { acs_system_id } = add.acsSystem({ external_type: 'salto_ks_site' });
  const { acs_entrance_id } = add.acsEntrance({ acs_system_id });
  const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id, name: 'Staff' });
  state.groupEntrances.add(acs_access_group_id, acs_entrance_id);
  const { user_identity_id } = add.userIdentity({ full_name: 'Ada', email_address: 'ada@example.com' });
  const doors = async (acs_user_id: string) =>
    (await seam.acs.users.listAccessibleEntrances({ acs_user_id })).length;
  return { ...fake, acs_system_id, acs_entrance_id, acs_access_group_id, user_identity_id, doors };
};

describe('an access group', () => {
  it('gives its entrances to a user from the creation on', async () => {
    const { seam, acs_system_id, acs_access_group_id, doors } = start();
    const { acs_user_id } = await seam.acs.users.create({
      acs_system_id,
      full_name: 'Ben',
      acs_access_group_ids: [acs_access_group_id],
    });
    expect(await doors(acs_user_id)).toBe(1);
    await seam.acs.users.removeFromAccessGroup({ acs_user_id, acs_access_group_id });
    expect(await doors(acs_user_id)).toBe(0);
  });

  it('links the ACS user with the same email address when a user identity is added', async () => {
    const { seam, add, acs_system_id, acs_access_group_id, user_identity_id, doors } = start();
    const { acs_user_id } = add.acsUser({ acs_system_id, email_address: 'ada@example.com' });
    await seam.acs.accessGroups.addUser({ acs_access_group_id, user_identity_id });
    expect(await seam.acs.users.get({ acs_user_id })).toMatchObject({ user_identity_id });
    expect(await doors(acs_user_id)).toBe(1);
    expect(await seam.acs.accessGroups.list({ user_identity_id })).toMatchObject([{ name: 'Staff' }]);
    await seam.acs.accessGroups.removeUser({ acs_access_group_id, user_identity_id });
    expect(await seam.acs.accessGroups.listUsers({ acs_access_group_id })).toEqual([]);
  });

  it('shows on both sides that a membership is pending', async () => {
    const { seam, add, clock, acs_system_id, acs_access_group_id, doors } = start({ acs_sync_ms: 1000 });
    const { acs_user_id } = add.acsUser({ acs_system_id });
    await seam.acs.users.addToAccessGroup({ acs_user_id, acs_access_group_id });
    const codes = async () => [
      (await seam.acs.users.get({ acs_user_id })).pending_mutations?.map((row) => row.mutation_code),
      (await seam.acs.accessGroups.get({ acs_access_group_id })).pending_mutations.map(
        (row) => row.mutation_code,
      ),
    ];
    expect(await codes()).toEqual([['updating_group_membership'], ['updating_user_membership']]);
    clock.advance(1000);
    expect([await codes(), await doors(acs_user_id)]).toEqual([[[], []], 1]);
  });

  it('is deleted with its memberships, and reports it', async () => {
    const { seam, add, clock, state, acs_system_id, acs_access_group_id, doors } = start({
      acs_sync_ms: 1000,
    });
    const { acs_user_id } = add.acsUser({ acs_system_id });
    state.groupMembers.add(acs_user_id, acs_access_group_id);
    await seam.acs.accessGroups.delete({ acs_access_group_id });
    expect(await seam.acs.accessGroups.get({ acs_access_group_id })).toMatchObject({
      warnings: [{ warning_code: 'being_deleted' }],
      pending_mutations: [{ mutation_code: 'deleting' }],
    });
    expect(await doors(acs_user_id)).toBe(1);
    clock.advance(1000);
    expect(await doors(acs_user_id)).toBe(0);
    expect([...state.events]).toMatchObject([
      { event_type: 'acs_access_group.deleted', acs_access_group_id },
    ]);
  });

  it.each([{ search: 'sta' }, { search: 'STAFF' }])('is found by its name: %o', async (filter) => {
    const { seam, add, acs_system_id, acs_access_group_id } = start();
    add.acsAccessGroup({ acs_system_id, name: 'Guests' });
    expect(await seam.acs.accessGroups.list(filter)).toMatchObject([{ acs_access_group_id }]);
  });
});
