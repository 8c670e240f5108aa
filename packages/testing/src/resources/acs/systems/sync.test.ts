import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../../test/checked-fake.test-helper.ts';

const start = (
  acs_sync_ms: number | Record<string, number> = 1000,
  assumptions: { acs_retry_ms?: number } = {},
) => {
  const fake = createCheckedFake({ seed: 'empty', assumptions: { acs_sync_ms, ...assumptions } });
  const { seam, add, state } = fake;
  const { acs_system_id } = add.acsSystem();
  const { acs_entrance_id } = add.acsEntrance({ acs_system_id });
  const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id });
  const { acs_user_id } = add.acsUser({ acs_system_id, full_name: 'Ada' });
  const { acs_credential_id } = add.acsCredential({ acs_user_id });
  state.entranceAccess.add(acs_user_id, acs_entrance_id);
  const doors = async (id = acs_user_id) =>
    (await seam.acs.users.listAccessibleEntrances({ acs_user_id: id })).length;
  const user = () => seam.acs.users.get({ acs_user_id });
  return {
    ...fake,
    fake,
    acs_system_id,
    acs_entrance_id,
    acs_access_group_id,
    acs_user_id,
    acs_credential_id,
    doors,
    user,
  };
};

describe('an access system with a sync delay', () => {
  it('deletes a user later, who shows it and keeps the access until then', async () => {
    const { seam, clock, state, acs_user_id, acs_credential_id, doors, user } = start();
    await seam.acs.users.delete({ acs_user_id });
    await seam.acs.users.delete({ acs_user_id });
    clock.advance(999);
    expect(await doors()).toBe(1);
    expect(await user()).toMatchObject({
      pending_mutations: [{ mutation_code: 'deleting' }],
      warnings: [{ warning_code: 'being_deleted' }],
    });
    expect((await seam.acs.credentials.get({ acs_credential_id })).warnings).toMatchObject([
      { warning_code: 'being_deleted' },
    ]);
    expect(state.events.size).toBe(0);
    clock.advance(1);
    await expect(user()).rejects.toMatchObject({ type: 'acs_user_not_found' });
    expect(state.acsChanges.size).toBe(0);
  });

  it('fails to delete a user, who keeps the access until a retry succeeds', async () => {
    const { seam, clock, provider, acs_user_id, doors, user } = start();
    provider.failNext('acs_user.delete', { message: 'No.' });
    await seam.acs.users.delete({ acs_user_id });
    clock.advance(1000);
    expect(await doors()).toBe(1);
    expect(await user()).toMatchObject({
      pending_mutations: [],
      warnings: [],
      errors: [{ error_code: 'failed_to_delete_on_acs_system', message: 'No.' }],
    });
    await seam.acs.users.delete({ acs_user_id });
    expect(await user()).toMatchObject({ errors: [], warnings: [{ warning_code: 'being_deleted' }] });
    clock.advance(1000);
    await expect(user()).rejects.toMatchObject({ statusCode: 404 });
  });

  it('fails at once without a delay', async () => {
    const { seam, provider, acs_user_id, user } = start(0);
    provider.failNext('acs_user.delete');
    await seam.acs.users.delete({ acs_user_id });
    expect((await user()).errors).toMatchObject([{ error_code: 'failed_to_delete_on_acs_system' }]);
  });

  it('creates a user later, who opens nothing until then', async () => {
    const { seam, add, clock, state, acs_entrance_id } = start();
    const { user_identity_id } = add.userIdentity();
    await seam.acs.entrances.grantAccess({ acs_entrance_id, user_identity_id });
    const [made] = await seam.acs.users.list({ user_identity_id });
    expect(made).toMatchObject({ pending_mutations: [{ mutation_code: 'creating' }] });
    const entrances = async () =>
      (await seam.userIdentities.listAccessibleEntrances({ user_identity_id })).length;
    expect([await entrances(), state.events.size]).toEqual([0, 0]);
    clock.advance(1000);
    expect([await entrances(), state.events.size]).toEqual([1, 1]);
  });

  it('may fail to create a user', async () => {
    const { seam, clock, provider, acs_system_id, acs_entrance_id, doors, state } = start();
    provider.failNext('acs_user.create');
    const { acs_user_id } = await seam.acs.users.create({ acs_system_id, full_name: 'Ben' });
    await seam.acs.entrances.grantAccess({ acs_entrance_id, acs_user_id });
    clock.advance(1000);
    expect(await doors(acs_user_id)).toBe(0);
    expect((await seam.acs.users.get({ acs_user_id })).errors).toMatchObject([
      { error_code: 'failed_to_create_on_acs_system' },
    ]);
    expect(state.events.size).toBe(0);
  });

  it('suspends a user later', async () => {
    const { seam, clock, acs_user_id, doors, user } = start();
    await seam.acs.users.suspend({ acs_user_id });
    expect(await doors()).toBe(1);
    expect(await user()).toMatchObject({
      is_suspended: false,
      pending_mutations: [
        {
          mutation_code: 'updating_suspension_state',
          from: { is_suspended: false },
          to: { is_suspended: true },
        },
      ],
    });
    clock.advance(1000);
    expect(await doors()).toBe(0);
    expect(await user()).toMatchObject({ is_suspended: true, pending_mutations: [] });
  });

  it('applies the last of two changes last', async () => {
    const { seam, clock, acs_user_id, user } = start();
    await seam.acs.users.suspend({ acs_user_id });
    await seam.acs.users.unsuspend({ acs_user_id });
    await seam.acs.users.update({ acs_user_id, full_name: 'Ada O.' });
    await seam.acs.users.update({ acs_user_id, phone_number: '+15551234' });
    clock.advance(1000);
    expect(await user()).toMatchObject({
      is_suspended: false,
      full_name: 'Ada O.',
      phone_number: '+15551234',
    });
  });

  it('changes the information of a user later, or fails to', async () => {
    const { seam, clock, provider, acs_user_id, user } = start();
    await seam.acs.users.update({
      acs_user_id,
      full_name: 'Ada O.',
      access_schedule: { starts_at: clock.timestamp(), ends_at: clock.timestampIn(9000) },
    });
    expect(await user()).toMatchObject({
      full_name: 'Ada',
      pending_mutations: [
        {
          mutation_code: 'updating_user_information',
          from: { full_name: 'Ada' },
          to: { full_name: 'Ada O.' },
        },
        { mutation_code: 'updating_access_schedule', from: { starts_at: null, ends_at: null } },
      ],
    });
    provider.failNext('acs_user.update');
    clock.advance(1000);
    expect(await user()).toMatchObject({
      full_name: 'Ada',
      access_schedule: { ends_at: clock.timestampIn(8000) },
      errors: [{ error_code: 'failed_to_update_on_acs_system' }],
    });
  });

  it('changes memberships later, as the user and the group show', async () => {
    const { seam, clock, state, acs_user_id, acs_access_group_id, acs_entrance_id, doors, user } = start();
    state.entranceAccess.deleteLeft(acs_user_id);
    state.groupEntrances.add(acs_access_group_id, acs_entrance_id);
    await seam.acs.users.addToAccessGroup({ acs_user_id, acs_access_group_id });
    expect(await doors()).toBe(0);
    expect((await user()).pending_mutations).toMatchObject([
      {
        mutation_code: 'updating_group_membership',
        from: { acs_access_group_id: null },
        to: { acs_access_group_id },
      },
    ]);
    clock.advance(1000);
    expect(await doors()).toBe(1);
    await seam.acs.accessGroups.removeUser({ acs_user_id, acs_access_group_id });
    expect((await seam.acs.accessGroups.get({ acs_access_group_id })).pending_mutations).toMatchObject([
      {
        mutation_code: 'updating_user_membership',
        from: { acs_user_id },
        to: { acs_user_id: null },
      },
    ]);
    expect(await doors()).toBe(1);
    clock.advance(1000);
    expect(await doors()).toBe(0);
  });

  it('revokes access to all entrances later, or fails to', async () => {
    const { seam, clock, provider, state, acs_user_id, acs_access_group_id, doors, user } = start();
    state.groupMembers.add(acs_user_id, acs_access_group_id);
    provider.failNext('acs_user.update');
    await seam.acs.users.revokeAccessToAllEntrances({ acs_user_id });
    expect((await user()).pending_mutations).toMatchObject([
      { mutation_code: 'updating_group_membership', to: { acs_access_group_id: null } },
    ]);
    clock.advance(1000);
    expect(await doors()).toBe(1);
    await seam.acs.users.revokeAccessToAllEntrances({ acs_user_id });
    clock.advance(999);
    expect(await doors()).toBe(1);
    clock.advance(1);
    expect(await doors()).toBe(0);
    expect((await user()).errors).toEqual([]);
  });

  it.each<[order: readonly ('create' | 'grant' | 'revoke')[], open: number]>([
    [['create', 'revoke'], 0],
    [['revoke', 'create'], 1],
    [['revoke', 'create', 'revoke'], 0],
    [['grant', 'revoke'], 0],
    [['revoke', 'grant'], 1],
    [['grant', 'revoke', 'grant'], 1],
    [['revoke', 'grant', 'revoke'], 0],
  ])('makes changes in the order of their requests: %j', async (order, open) => {
    const { seam, add, clock, acs_system_id, acs_user_id, doors } = start();
    const { acs_entrance_id } = add.acsEntrance({ acs_system_id, can_unlock_with_mobile_key: true });
    for (const change of order) {
      if (change === 'revoke') await seam.acs.users.revokeAccessToAllEntrances({ acs_user_id });
      else if (change === 'grant') await seam.acs.entrances.grantAccess({ acs_user_id, acs_entrance_id });
      else
        await seam.acs.credentials.create({
          acs_user_id,
          access_method: 'mobile_key',
          allowed_acs_entrance_ids: [acs_entrance_id],
        });
      clock.advance(100);
    }
    clock.advance(1000);
    expect(await doors()).toBe(open);
  });

  it.each(['a membership', 'an entrance', 'a new credential', 'an assigned credential'])(
    'a revocation that is tried again does not close what was given meanwhile: %s',
    async (what) => {
      const scene = start(1000, { acs_retry_ms: 60_000 });
      const { seam, add, state, acs_system_id, acs_access_group_id, acs_user_id } = scene;
      const { acs_entrance_id } = add.acsEntrance({ acs_system_id, can_unlock_with_mobile_key: true });
      const { acs_credential_id } = add.acsCredential({ acs_system_id });
      state.groupEntrances.add(acs_access_group_id, acs_entrance_id);
      state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
      scene.provider.failNext('acs_user.update');
      await seam.acs.users.revokeAccessToAllEntrances({ acs_user_id });
      scene.clock.advance(1000);
      if (what === 'a membership')
        await seam.acs.users.addToAccessGroup({ acs_user_id, acs_access_group_id });
      if (what === 'an entrance') await seam.acs.entrances.grantAccess({ acs_user_id, acs_entrance_id });
      if (what === 'an assigned credential')
        await seam.acs.credentials.assign({ acs_user_id, acs_credential_id });
      if (what === 'a new credential')
        await seam.acs.credentials.create({
          acs_user_id,
          access_method: 'mobile_key',
          allowed_acs_entrance_ids: [acs_entrance_id],
        });
      scene.clock.advance(1000);
      expect(await scene.doors()).toBe(2);
      scene.clock.advance(60_000);
      expect(state.acsChanges.size).toBe(0);
      expect(await seam.acs.users.listAccessibleEntrances({ acs_user_id })).toMatchObject([
        { acs_entrance_id },
      ]);
    },
  );

  it('deletes a group and a credential later, or fails to', async () => {
    const { seam, clock, provider, acs_access_group_id, acs_credential_id, state } = start();
    provider.failNext('acs_access_group.delete');
    provider.failNext('acs_credential.delete');
    await seam.acs.accessGroups.delete({ acs_access_group_id });
    await seam.acs.credentials.delete({ acs_credential_id });
    expect(await seam.acs.accessGroups.get({ acs_access_group_id })).toMatchObject({
      pending_mutations: [{ mutation_code: 'deleting' }],
      warnings: [{ warning_code: 'being_deleted' }],
    });
    expect((await seam.acs.credentials.get({ acs_credential_id })).warnings).toMatchObject([
      { warning_code: 'being_deleted' },
    ]);
    clock.advance(1000);
    expect((await seam.acs.accessGroups.get({ acs_access_group_id })).warnings).toMatchObject([
      { warning_code: 'unknown_issue_with_acs_access_group' },
    ]);
    expect((await seam.acs.credentials.get({ acs_credential_id })).errors).toMatchObject([
      { error_code: 'failed_to_delete_on_acs_system' },
    ]);
    await seam.acs.accessGroups.delete({ acs_access_group_id });
    await seam.acs.credentials.delete({ acs_credential_id });
    clock.advance(1000);
    expect([state.acsAccessGroups.size, state.acsCredentials.size]).toEqual([0, 0]);
  });

  it('assigns and unassigns a credential later', async () => {
    const { seam, add, clock, acs_system_id, acs_user_id, acs_credential_id, user } = start();
    await seam.acs.credentials.unassign({ acs_credential_id, acs_user_id });
    expect((await user()).pending_mutations).toMatchObject([
      { mutation_code: 'updating_credential_assignment', to: { acs_credential_id: null } },
    ]);
    expect(await seam.acs.credentials.list({ acs_user_id })).toHaveLength(1);
    clock.advance(1000);
    expect(await seam.acs.credentials.list({ acs_user_id })).toEqual([]);
    const other = add.acsUser({ acs_system_id }).acs_user_id;
    await seam.acs.credentials.assign({ acs_credential_id, acs_user_id: other });
    clock.advance(1000);
    expect(await seam.acs.credentials.list({ acs_user_id: other })).toHaveLength(1);
  });

  it('can have a delay for its type only', async () => {
    const { seam, add, clock, acs_user_id } = start({ salto_ks_site: 1000 });
    const { acs_system_id } = add.acsSystem({ external_type: 'salto_ks_site' });
    const slow = add.acsUser({ acs_system_id }).acs_user_id;
    await seam.acs.users.delete({ acs_user_id });
    await seam.acs.users.delete({ acs_user_id: slow });
    const left = async () => (await seam.acs.users.list()).map((user) => user.acs_user_id);
    expect(await left()).toEqual([slow]);
    clock.advance(1000);
    expect(await left()).toEqual([]);
  });

  it('continues after a snapshot is restored', async () => {
    const { seam, clock, fake, acs_user_id, user } = start();
    await seam.acs.users.delete({ acs_user_id });
    const taken = fake.snapshot();
    clock.advance(1000);
    fake.restore(JSON.parse(JSON.stringify(taken)));
    expect((await user()).warnings).toHaveLength(1);
    clock.advance(1000);
    await expect(user()).rejects.toMatchObject({ statusCode: 404 });
  });
});
