import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const minute = 60_000;

const scene = (assumptions: object = {}) => {
  const fake = createCheckedFake({ seed: 'empty', assumptions });
  const { add, seam, state } = fake;
  const { acs_system_id } = add.acsSystem({ external_type: 'brivo_account' });
  const { acs_entrance_id } = add.acsEntrance({ acs_system_id });
  const other = add.acsEntrance({ acs_system_id }).acs_entrance_id;
  const { user_identity_id } = add.userIdentity({ full_name: 'Ada' });
  const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id, full_name: 'Ada' });
  const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id });
  state.groupEntrances.add(acs_access_group_id, other);
  const { space_id } = add.space({ acs_entrance_ids: [acs_entrance_id] });
  const grant = (places: object = { acs_entrance_ids: [acs_entrance_id] }) =>
    seam.accessGrants.create({
      user_identity_id,
      ends_at: '2026-01-05T00:00:00.000Z',
      requested_access_methods: [{ mode: 'mobile_key' }],
      ...places,
    });
  const doors = async () =>
    (await seam.userIdentities.listAccessibleEntrances({ user_identity_id })).map((row) =>
      row.acs_entrance_id === other ? 'other' : 'first',
    );
  const credentialId = () => [...state.acsCredentials][0]?.acs_credential_id ?? '';
  const user = { acs_user_id };
  const membership = { acs_user_id, acs_access_group_id };
  const ids = { acs_entrance_id, other, user_identity_id, space_id, acs_user_id };
  return { ...fake, ...ids, user, membership, grant, doors, credentialId };
};

describe('a failed change that is tried again', () => {
  it('does not unsuspend a user who was suspended afterwards', async () => {
    const { seam, provider, clock, user, acs_entrance_id, doors, state } = scene({ acs_retry_ms: minute });
    await seam.acs.entrances.grantAccess({ ...user, acs_entrance_id });
    await seam.acs.users.suspend(user);
    provider.failNext('acs_user.update');
    await seam.acs.users.unsuspend(user);
    await seam.acs.users.suspend(user);
    expect([await doors(), state.acsChanges.size]).toEqual([[], 0]);
    clock.advance(minute);
    expect(await doors()).toEqual([]);
  });

  it('is dropped when it fails after the newer change was requested', async () => {
    const { seam, provider, clock, user, acs_entrance_id, doors, state } = scene({
      acs_sync_ms: 1000,
      acs_retry_ms: minute,
    });
    await seam.acs.entrances.grantAccess({ ...user, acs_entrance_id });
    provider.failNext('acs_user.update');
    await seam.acs.users.unsuspend(user);
    await seam.acs.users.suspend(user);
    clock.advance(2 * minute);
    expect([await doors(), state.acsChanges.size]).toEqual([[], 0]);
    expect((await seam.acs.users.get(user)).errors).toEqual([]);
  });

  it.each([
    ['leaving the access group', 'leave'],
    ['revoking access to all entrances', 'revoke'],
  ])('does not add a user to an access group after %s', async (_, way) => {
    const { seam, provider, clock, user, membership, doors } = scene({ acs_retry_ms: minute });
    provider.failNext('acs_access_group.update');
    await seam.acs.accessGroups.addUser(membership);
    if (way === 'leave') await seam.acs.accessGroups.removeUser(membership);
    else await seam.acs.users.revokeAccessToAllEntrances(user);
    clock.advance(minute);
    expect(await doors()).toEqual([]);
  });

  it('adds a user to an access group if the revocation leaves access groups alone', async () => {
    const { seam, provider, clock, user, membership, doors } = scene({
      acs_retry_ms: minute,
      revoke_all_entrances: ['entrances'],
    });
    provider.failNext('acs_access_group.update');
    await seam.acs.accessGroups.addUser(membership);
    await seam.acs.users.revokeAccessToAllEntrances(user);
    clock.advance(minute);
    expect(await doors()).toEqual(['other']);
  });

  it('does not remove a user from an access group that was joined again', async () => {
    const { seam, provider, clock, membership, doors } = scene({ acs_retry_ms: minute });
    await seam.acs.accessGroups.addUser(membership);
    provider.failNext('acs_access_group.update');
    await seam.acs.accessGroups.removeUser(membership);
    await seam.acs.accessGroups.addUser(membership);
    clock.advance(minute);
    expect(await doors()).toEqual(['other']);
  });

  it('does not replace a newer access schedule', async () => {
    const { seam, provider, clock, user, acs_entrance_id, doors } = scene({ acs_retry_ms: minute });
    await seam.acs.entrances.grantAccess({ ...user, acs_entrance_id });
    const starts_at = clock.timestamp();
    provider.failNext('acs_user.update');
    const long = { starts_at, ends_at: '2027-01-01T00:00:00.000Z' };
    await seam.acs.users.update({ ...user, access_schedule: long });
    const short = { starts_at, ends_at: clock.timestampIn(30_000) };
    await seam.acs.users.update({ ...user, access_schedule: short });
    clock.advance(minute);
    expect(await doors()).toEqual([]);
  });

  it('keeps the information that no newer change has', async () => {
    const { seam, provider, clock, user } = scene({ acs_retry_ms: minute });
    provider.failNext('acs_user.update');
    await seam.acs.users.update({ ...user, full_name: 'Old', email_address: 'ada@example.com' });
    await seam.acs.users.update({ ...user, full_name: 'New' });
    clock.advance(minute);
    expect(await seam.acs.users.get(user)).toMatchObject({ full_name: 'New', email: 'ada@example.com' });
  });

  it('does not assign a credential again that was unassigned or assigned to somebody else', async () => {
    const { seam, provider, clock, user, acs_entrance_id, doors, add, state } = scene({
      acs_retry_ms: minute,
    });
    const [system] = [...state.acsSystems];
    const { acs_system_id = '' } = system ?? {};
    const { acs_credential_id } = add.acsCredential({ acs_system_id });
    state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
    provider.failNext('acs_user.update');
    await seam.acs.credentials.assign({ ...user, acs_credential_id });
    await seam.acs.credentials.unassign({ ...user, acs_credential_id });
    clock.advance(minute);
    expect(await doors()).toEqual([]);
    provider.failNext('acs_user.update');
    await seam.acs.credentials.assign({ ...user, acs_credential_id });
    const someone = add.acsUser({ acs_system_id });
    await seam.acs.credentials.assign({ acs_user_id: someone.acs_user_id, acs_credential_id });
    clock.advance(minute);
    expect(await doors()).toEqual([]);
    provider.failNext('acs_user.update');
    await seam.acs.credentials.assign({ ...user, acs_credential_id });
    await seam.acs.users.revokeAccessToAllEntrances(user);
    clock.advance(minute);
    expect(await doors()).toEqual([]);
  });

  it('does not add an entrance to a credential after its access was revoked', async () => {
    const fake = scene({ acs_retry_ms: minute });
    const { seam, provider, clock, user, space_id, other, doors } = fake;
    await fake.grant({ space_ids: [space_id] });
    provider.failNext('acs_credential.update');
    await seam.spaces.addAcsEntrances({ space_id, acs_entrance_ids: [other] });
    await seam.acs.users.revokeAccessToAllEntrances(user);
    expect(await doors()).toEqual([]);
    clock.advance(minute);
    expect(await doors()).toEqual([]);
  });

  it('does not extend a credential whose end was moved afterwards', async () => {
    const fake = scene({ acs_retry_ms: minute });
    const { seam, provider, clock, doors, credentialId, state } = fake;
    const { access_grant_id } = await fake.grant();
    provider.failNext('acs_credential.update');
    await seam.accessGrants.update({ access_grant_id, ends_at: '2026-02-01T00:00:00.000Z' });
    const acs_credential_id = credentialId();
    const ends_at = clock.timestampIn(30_000);
    await seam.acs.credentials.update({ acs_credential_id, ends_at });
    clock.advance(minute);
    expect([await doors(), state.acsCredentials.get(acs_credential_id)?.ends_at]).toEqual([[], ends_at]);
  });

  it('does not move the end of a credential after its access grant was changed', async () => {
    const fake = scene({ acs_retry_ms: minute });
    const { seam, provider, clock, credentialId, state } = fake;
    const { access_grant_id } = await fake.grant();
    const acs_credential_id = credentialId();
    provider.failNext('acs_credential.update');
    await seam.acs.credentials.update({ acs_credential_id, ends_at: '2026-03-01T00:00:00.000Z' });
    const ends_at = '2026-01-03T00:00:00.000Z';
    await seam.accessGrants.update({ access_grant_id, ends_at });
    clock.advance(minute);
    expect(state.acsCredentials.get(acs_credential_id)?.ends_at).toBe(ends_at);
  });
});

describe('a credential deletion that was requested', () => {
  it.each([
    ['a new period', 'period'],
    ['a new entrance in its space', 'space'],
  ])('is not withdrawn by %s of the access grant', async (_, change) => {
    const fake = scene({ acs_sync_ms: minute });
    const { seam, clock, space_id, other, doors, credentialId } = fake;
    const { access_grant_id } = await fake.grant({ space_ids: [space_id] });
    clock.advance(5 * minute);
    await seam.acs.credentials.delete({ acs_credential_id: credentialId() });
    if (change === 'period')
      await seam.accessGrants.update({ access_grant_id, ends_at: '2026-01-06T00:00:00.000Z' });
    else await seam.spaces.addAcsEntrances({ space_id, acs_entrance_ids: [other] });
    clock.advance(5 * minute);
    expect(await doors()).toEqual([]);
  });

  it('is not withdrawn when the access grant had removed the entrance before', async () => {
    const fake = scene({ acs_sync_ms: minute });
    const { seam, clock, space_id, acs_entrance_id, doors, credentialId } = fake;
    await fake.grant({ space_ids: [space_id] });
    clock.advance(5 * minute);
    const entrance = { space_id, acs_entrance_ids: [acs_entrance_id] };
    await seam.spaces.removeAcsEntrances(entrance);
    await seam.acs.credentials.delete({ acs_credential_id: credentialId() });
    await seam.spaces.addAcsEntrances(entrance);
    clock.advance(5 * minute);
    expect(await doors()).toEqual([]);
  });

  it('is withdrawn when only the access grant had requested it', async () => {
    const fake = scene({ acs_sync_ms: minute });
    const { seam, clock, space_id, acs_entrance_id, doors } = fake;
    await fake.grant({ space_ids: [space_id] });
    clock.advance(5 * minute);
    const entrance = { space_id, acs_entrance_ids: [acs_entrance_id] };
    await seam.spaces.removeAcsEntrances(entrance);
    await seam.spaces.addAcsEntrances(entrance);
    clock.advance(5 * minute);
    expect(await doors()).toEqual(['first']);
  });
});

describe('an error of the brand of an ACS user', () => {
  const refuse = async (fake: ReturnType<typeof scene>) => {
    const { seam, provider, clock, user, acs_entrance_id, membership } = fake;
    await seam.acs.entrances.grantAccess({ ...user, acs_entrance_id });
    await seam.acs.accessGroups.addUser(membership);
    clock.advance(minute);
    provider.failNext('acs_user.update', { type: 'salto_ks_subscription_limit_exceeded' });
    await seam.acs.users.update({ ...user, full_name: 'A' });
    clock.advance(minute);
  };

  it('stays while a revocation is pending, and after it', async () => {
    const fake = scene({ acs_sync_ms: minute });
    const { seam, clock, membership, doors, user } = fake;
    await refuse(fake);
    expect(await doors()).toEqual([]);
    await seam.acs.accessGroups.removeUser(membership);
    expect(await doors()).toEqual([]);
    clock.advance(minute);
    expect(await doors()).toEqual([]);
    expect((await seam.acs.users.get(user)).errors).toHaveLength(1);
  });

  it('ends when the refused change is made', async () => {
    const fake = scene({ acs_sync_ms: minute });
    const { seam, clock, doors, user } = fake;
    await refuse(fake);
    await seam.acs.users.update({ ...user, full_name: 'B' });
    expect(await doors()).toEqual([]);
    clock.advance(minute);
    expect(await doors()).toEqual(['first', 'other']);
    expect((await seam.acs.users.get(user)).errors).toEqual([]);
  });

  it('of a refused creation ends when new information lets the user be created', async () => {
    const { seam, provider, state, acs_entrance_id } = scene();
    const [system] = [...state.acsSystems];
    provider.failNext('acs_user.create', { type: 'salto_ks_subscription_limit_exceeded' });
    const { acs_user_id } = await seam.acs.users.create({
      acs_system_id: system?.acs_system_id ?? '',
      full_name: 'B',
    });
    await seam.acs.entrances.grantAccess({ acs_user_id, acs_entrance_id });
    await seam.acs.users.unsuspend({ acs_user_id });
    const isCreated = () => [...state.events].some(({ event_type }) => event_type === 'acs_user.created');
    const open = async () => (await seam.acs.users.listAccessibleEntrances({ acs_user_id })).length;
    expect([await open(), isCreated()]).toEqual([0, false]);
    await seam.acs.users.update({ acs_user_id, full_name: 'C' });
    expect([await open(), isCreated()]).toEqual([1, true]);
  });
});

describe('access that is revoked after the end of its access grant', () => {
  it.each([
    ['deleting the ACS user', 'delete'],
    ['revoking access to all entrances', 'revoke'],
  ])('by %s stays revoked when the access grant is extended', async (_, way) => {
    const fake = scene();
    const { seam, clock, user, doors } = fake;
    const { access_grant_id } = await fake.grant();
    clock.advance(10 * 86_400_000);
    if (way === 'delete') await seam.acs.users.delete(user);
    else await seam.acs.users.revokeAccessToAllEntrances(user);
    await seam.accessGrants.update({ access_grant_id, ends_at: '2026-02-06T00:00:00.000Z' });
    expect(await doors()).toEqual([]);
    const { warnings } = await seam.accessGrants.get({ access_grant_id });
    expect(warnings).toMatchObject([{ warning_code: 'underprovisioned_access' }]);
  });

  it('comes back with the extension if that is assumed, and without a revocation', async () => {
    const assumed = scene({ revoked_access_of_grants: 'grants_again' });
    const plain = scene();
    for (const fake of [assumed, plain]) {
      const { access_grant_id } = await fake.grant();
      fake.clock.advance(10 * 86_400_000);
      if (fake === assumed) await fake.seam.acs.users.revokeAccessToAllEntrances(fake.user);
      await fake.seam.accessGrants.update({ access_grant_id, ends_at: '2026-02-06T00:00:00.000Z' });
      expect(await fake.doors()).toEqual(['first']);
    }
  });
});
