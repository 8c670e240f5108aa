import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../../test/checked-fake.test-helper.ts';

const start = () => {
  const fake = createCheckedFake({ seed: 'empty' });
  const { acs_system_id } = fake.add.acsSystem({ external_type: 'brivo_account' });
  const { acs_entrance_id } = fake.add.acsEntrance({ acs_system_id, display_name: 'Gate' });
  const { user_identity_id } = fake.add.userIdentity({ full_name: 'Ada', email_address: 'ada@example.com' });
  const { acs_user_id } = fake.add.acsUser({ acs_system_id, user_identity_id });
  const events = () => [...fake.state.events].map(({ event_type }) => event_type);
  return { ...fake, acs_system_id, acs_entrance_id, user_identity_id, acs_user_id, events };
};

describe('credentials', () => {
  it('open the given entrances until they end', async () => {
    const { seam, clock, acs_entrance_id, acs_user_id, user_identity_id, events } = start();
    const credential = await seam.acs.credentials.create({
      acs_user_id,
      access_method: 'mobile_key',
      allowed_acs_entrance_ids: [acs_entrance_id],
      ends_at: clock.timestampIn(1000),
    });
    const { acs_credential_id } = credential;
    expect(credential).toMatchObject({ user_identity_id, is_issued: true, display_name: 'Mobile key' });
    expect(events()).toEqual(['acs_credential.issued']);
    const doors = async () => [
      (await seam.acs.credentials.listAccessibleEntrances({ acs_credential_id })).length,
      (await seam.acs.users.listAccessibleEntrances({ acs_user_id })).length,
    ];
    expect(await doors()).toEqual([1, 1]);
    clock.advance(999);
    expect(await doors()).toEqual([1, 1]);
    clock.advance(1);
    expect(await doors()).toEqual([0, 0]);
    await seam.acs.credentials.update({ acs_credential_id, ends_at: clock.timestampIn(60_000) });
    expect(await doors()).toEqual([1, 1]);
  });

  it('cannot end before they start, or in the past', async () => {
    const { seam, clock, acs_user_id, state } = start();
    const create = (period: object) =>
      seam.acs.credentials.create({ acs_user_id, access_method: 'cloud_key', ...period });
    await expect(create({ ends_at: clock.timestamp() })).rejects.toMatchObject({ type: 'invalid_input' });
    await expect(
      create({ starts_at: clock.timestampIn(2000), ends_at: clock.timestampIn(1000) }),
    ).rejects.toMatchObject({ type: 'invalid_input' });
    expect(state.acsCredentials.size).toBe(0);
  });

  it('reject an entrance of another system without creating an ACS user', async () => {
    const { seam, add, state, acs_system_id } = start();
    const elsewhere = add.acsEntrance({ acs_system_id: add.acsSystem().acs_system_id });
    const { user_identity_id } = add.userIdentity({ full_name: 'Ben' });
    await expect(
      seam.acs.credentials.create({
        user_identity_id,
        acs_system_id,
        access_method: 'mobile_key',
        allowed_acs_entrance_ids: [elsewhere.acs_entrance_id],
      }),
    ).rejects.toMatchObject({ statusCode: 400 });
    expect(state.acsUsers.by('user_identity_id', user_identity_id)).toEqual([]);
  });

  it('create the ACS user that a user identity needs', async () => {
    const { seam, add, acs_system_id, events } = start();
    const { user_identity_id } = add.userIdentity({ full_name: 'Ben' });
    const made = await seam.acs.credentials.create({
      user_identity_id,
      acs_system_id,
      access_method: 'code',
    });
    expect(made).toMatchObject({ user_identity_id, code: expect.stringMatching(/^\d{6}$/) });
    expect(await seam.userIdentities.listAcsUsers({ user_identity_id })).toMatchObject([
      { acs_user_id: made.acs_user_id, full_name: 'Ben' },
    ]);
    expect(events()).toEqual(['acs_user.created', 'acs_credential.issued']);
  });

  it('follow their ACS user to another user identity', async () => {
    const { seam, add, acs_user_id, user_identity_id } = start();
    const { acs_credential_id } = add.acsCredential({ acs_user_id, user_identity_id });
    await seam.userIdentities.removeAcsUser({ user_identity_id, acs_user_id });
    expect(await seam.acs.credentials.list({ user_identity_id })).toEqual([]);
    await seam.userIdentities.delete({ user_identity_id });
    expect(await seam.acs.credentials.get({ acs_credential_id })).not.toHaveProperty('user_identity_id');
  });

  it('are assigned to an ACS user, and unassigned from the same one only', async () => {
    const { seam, add, acs_system_id, acs_user_id, user_identity_id } = start();
    const { acs_credential_id } = add.acsCredential({ acs_system_id, access_method: 'card' });
    expect(await seam.acs.credentials.get({ acs_credential_id })).not.toHaveProperty('acs_user_id');
    await seam.acs.credentials.assign({ acs_credential_id, user_identity_id });
    expect((await seam.acs.credentials.get({ acs_credential_id })).acs_user_id).toBe(acs_user_id);
    const other = add.acsUser({ acs_system_id });
    await seam.acs.credentials.unassign({ acs_credential_id, acs_user_id: other.acs_user_id });
    expect(await seam.acs.credentials.list({ acs_user_id })).toHaveLength(1);
    await seam.acs.credentials.unassign({ acs_credential_id, user_identity_id });
    await seam.acs.credentials.unassign({ acs_credential_id, user_identity_id });
    expect(await seam.acs.credentials.list({ acs_user_id })).toEqual([]);
    const otherUser = add.acsUser({ acs_system_id: add.acsSystem().acs_system_id });
    await expect(
      seam.acs.credentials.assign({ acs_credential_id, acs_user_id: otherUser.acs_user_id }),
    ).rejects.toMatchObject({ statusCode: 400 });
  });

  it('are listed by each filter and by search', async () => {
    const { seam, add, acs_system_id, acs_user_id, user_identity_id } = start();
    add.acsCredential({ acs_user_id, access_method: 'card', card_number: '12345' });
    add.acsCredential({ acs_system_id: add.acsSystem().acs_system_id, is_multi_phone_sync_credential: true });
    const count = async (filter: object) => (await seam.acs.credentials.list(filter)).length;
    expect(await count({})).toBe(2);
    expect(await count({ acs_system_id })).toBe(1);
    expect(await count({ acs_system_id, acs_user_id })).toBe(1);
    expect(await count({ user_identity_id })).toBe(1);
    expect(await count({ is_multi_phone_sync_credential: true })).toBe(1);
    expect(await count({ search: '234' })).toBe(1);
    expect(await count({ created_before: '2020-01-01T00:00:00.000Z' })).toBe(0);
  });

  it('open nothing after they are deleted', async () => {
    const { seam, add, state, acs_user_id, acs_entrance_id, events } = start();
    const { acs_credential_id } = add.acsCredential({ acs_user_id });
    state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
    await seam.acs.credentials.delete({ acs_credential_id });
    expect(await seam.acs.users.listAccessibleEntrances({ acs_user_id })).toEqual([]);
    expect(state.credentialEntrances.leftsOf(acs_entrance_id)).toEqual([]);
    expect(events()).toEqual(['acs_credential.deleted']);
    await expect(seam.acs.credentials.get({ acs_credential_id })).rejects.toMatchObject({
      type: 'acs_credential_not_found',
    });
  });
});
