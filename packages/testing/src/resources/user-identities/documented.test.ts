import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const start = (assumptions = {}) => {
  const fake = createCheckedFake({ seed: 'empty', assumptions });
  const { seam, add, state } = fake;
  const { acs_system_id } = add.acsSystem({ external_type: 'brivo_account' });
  const { user_identity_id } = add.userIdentity({ full_name: 'Ada', email_address: 'ada@example.com' });
  const get = () => seam.userIdentities.get({ user_identity_id });
  const codes = async () => {
    const { errors, warnings } = await get();
    return [...errors.map((row) => row.error_code), ...warnings.map((row) => row.warning_code)];
  };
  const events = () => [...state.events].map(({ event_type }) => event_type);
  return { ...fake, acs_system_id, user_identity_id, get, codes, events };
};

describe('deleting a user identity', () => {
  it('takes as long as its access systems take to delete the ACS users', async () => {
    const { seam, add, clock, get, codes, events, ...scene } = start({
      acs_sync_ms: { brivo_account: 1000 },
    });
    const { user_identity_id, acs_system_id } = scene;
    const slow = add.acsUser({ acs_system_id, user_identity_id }).acs_user_id;
    const fast = add.acsUser({ acs_system_id: add.acsSystem().acs_system_id, user_identity_id }).acs_user_id;
    const { token } = add.clientSession({ user_identity_id });
    await seam.userIdentities.delete({ user_identity_id });
    expect(await codes()).toEqual(['being_deleted']);
    expect((await get()).acs_user_ids).toEqual([slow]);
    expect(await seam.acs.users.get({ acs_user_id: slow })).toMatchObject({
      pending_mutations: [{ mutation_code: 'deleting' }],
      warnings: [{ warning_code: 'being_deleted' }],
    });
    await expect(seam.acs.users.get({ acs_user_id: fast })).rejects.toMatchObject({ statusCode: 404 });
    clock.advance(1000);
    await expect(get()).rejects.toMatchObject({ type: 'user_identity_not_found' });
    expect(events()).toEqual(['acs_user.deleted', 'acs_user.deleted', 'client_session.deleted']);
    expect(scene.state.clientSessions.by('token', token)).toEqual([]);
  });

  it('waits for an ACS user that could not be deleted, and is requested again', async () => {
    const { seam, add, provider, get, codes, acs_system_id, user_identity_id } = start();
    const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
    provider.failNext('acs_user.delete', { message: 'No.' });
    await seam.userIdentities.delete({ user_identity_id });
    expect(await codes()).toEqual(['issue_with_acs_user', 'being_deleted']);
    expect((await get()).errors).toMatchObject([{ acs_user_id, acs_system_id }]);
    await seam.userIdentities.delete({ user_identity_id });
    await expect(get()).rejects.toMatchObject({ statusCode: 404 });
  });

  it('begins after the assumed time, and a repetition changes nothing', async () => {
    const { seam, add, clock, get, state, acs_system_id, user_identity_id } = start({
      user_identity_deletion_ms: 500,
      acs_sync_ms: 1000,
    });
    add.acsUser({ acs_system_id, user_identity_id });
    await seam.userIdentities.delete({ user_identity_id });
    expect(state.acsChanges.size).toBe(0);
    clock.advance(500);
    await seam.userIdentities.delete({ user_identity_id });
    expect(state.acsChanges.size).toBe(1);
    clock.advance(999);
    expect((await get()).warnings).toHaveLength(1);
    clock.advance(1);
    await expect(get()).rejects.toMatchObject({ statusCode: 404 });
  });

  it('includes an ACS user that is linked meanwhile', async () => {
    const { seam, add, clock, state, acs_system_id, user_identity_id } = start({ acs_sync_ms: 1000 });
    add.acsUser({ acs_system_id, user_identity_id });
    await seam.userIdentities.delete({ user_identity_id });
    const { acs_user_id } = add.acsUser({ acs_system_id: add.acsSystem().acs_system_id });
    await seam.userIdentities.addAcsUser({ user_identity_id, acs_user_id });
    clock.advance(2000);
    expect([state.userIdentities.size, state.acsUsers.size]).toEqual([0, 0]);
  });

  it('continues after a snapshot is restored', async () => {
    const fake = start({ acs_sync_ms: 1000 });
    const { seam, add, clock, state, acs_system_id, user_identity_id } = fake;
    add.acsUser({ acs_system_id, user_identity_id });
    await seam.userIdentities.delete({ user_identity_id });
    const taken = JSON.parse(JSON.stringify(fake.snapshot())) as never;
    clock.advance(1000);
    fake.restore(taken);
    expect(state.userIdentities.size).toBe(1);
    clock.advance(1000);
    expect(state.userIdentities.size).toBe(0);
  });
});

describe('the problems of a user identity', () => {
  it('name an ACS user that has an error, as long as it has it', async () => {
    const { seam, add, provider, get, codes, acs_system_id, user_identity_id } = start();
    const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
    provider.failNext('acs_user.update');
    await seam.acs.users.suspend({ acs_user_id });
    expect((await get()).errors).toMatchObject([
      { error_code: 'issue_with_acs_user', acs_user_id, acs_system_id },
    ]);
    await seam.acs.users.suspend({ acs_user_id });
    expect(await codes()).toEqual([]);
  });

  it.each([{ full_name: 'Lovelace' }, { email_address: 'other@example.com' }])(
    'warn about an ACS user with another profile: %o',
    async (profile) => {
      const { add, seam, codes, acs_system_id, user_identity_id } = start();
      const { acs_user_id } = add.acsUser({ acs_system_id, full_name: 'Ada', ...profile });
      expect(await codes()).toEqual([]);
      await seam.userIdentities.addAcsUser({ user_identity_id, acs_user_id });
      expect(await codes()).toEqual(['acs_user_profile_does_not_match_user_identity']);
      await seam.userIdentities.update({ user_identity_id, ...profile });
      expect(await codes()).toEqual([]);
    },
  );
});

describe('ACS users of a user identity', () => {
  it('are linked by the email address or the phone number, or created', async () => {
    const { seam, add, acs_system_id } = start();
    const other = add.acsSystem().acs_system_id;
    const { acs_user_id } = add.acsUser({ acs_system_id, phone_number: '+15550001' });
    const { user_identity_id } = await seam.userIdentities.create({
      full_name: 'Ben',
      phone_number: '+15550001',
      acs_system_ids: [acs_system_id, other],
    });
    expect(await seam.userIdentities.listAcsUsers({ user_identity_id })).toMatchObject([
      { acs_user_id },
      { acs_system_id: other, full_name: 'Ben', phone_number: '+15550001' },
    ]);
  });

  it('are at most one in each access system', async () => {
    const { seam, add, acs_system_id, user_identity_id } = start();
    const [first, second] = [add.acsUser({ acs_system_id }), add.acsUser({ acs_system_id })];
    await seam.userIdentities.addAcsUser({ user_identity_id, acs_user_id: first.acs_user_id });
    await expect(
      seam.userIdentities.addAcsUser({ user_identity_id, acs_user_id: second.acs_user_id }),
    ).rejects.toMatchObject({ statusCode: 409 });
  });

  it('create the user identity of an unknown key, with their own details', async () => {
    const { seam, add, acs_system_id } = start();
    const details = { full_name: 'Ben', email_address: 'ben@example.com', phone_number: '+15550002' };
    const { acs_user_id } = add.acsUser({ acs_system_id, ...details });
    await seam.userIdentities.addAcsUser({ user_identity_key: 'ben', acs_user_id });
    expect(await seam.userIdentities.get({ user_identity_key: 'ben' })).toMatchObject({
      ...details,
      acs_user_ids: [acs_user_id],
    });
  });

  it('keep the access of one of two user identities of a person when the other is deleted', async () => {
    const { seam, add, state, acs_system_id, user_identity_id } = start();
    const { acs_entrance_id } = add.acsEntrance({ acs_system_id });
    const twin = add.userIdentity({ full_name: 'Ada', email_address: 'ada@example.com' }).user_identity_id;
    for (const id of [user_identity_id, twin]) {
      const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id: id, full_name: 'Ada' });
      state.entranceAccess.add(acs_user_id, acs_entrance_id);
    }
    expect(await seam.userIdentities.list({ search: 'ada@example.com' })).toHaveLength(2);
    await seam.userIdentities.delete({ user_identity_id });
    expect(await seam.userIdentities.listAccessibleEntrances({ user_identity_id: twin })).toHaveLength(1);
    expect(await seam.acs.users.list({ acs_system_id })).toHaveLength(1);
  });
});

describe('user identities', () => {
  it.each([
    ['user_identity_key', 'ben', 'user_identity_key_conflict'],
    ['email_address', 'ben@example.com', 'user_identity_email_or_phone_conflict'],
    ['phone_number', '+15559999', 'user_identity_email_or_phone_conflict'],
  ])('are unique in their workspace by %s', async (field, value, type) => {
    const { seam, add } = start();
    const { workspace_id } = add.workspace();
    add.userIdentity({ [field]: value, workspace_id });
    await seam.userIdentities.create({ [field]: value });
    await expect(seam.userIdentities.create({ [field]: value })).rejects.toMatchObject({
      statusCode: 409,
      type,
    });
  });

  it('become managed, and keep their key unless a new one is given', async () => {
    const { seam, add } = start();
    const managed = async (user_identity_key: string | undefined) => {
      const { user_identity_id } = add.userIdentity({
        is_managed: false,
        user_identity_key: `${user_identity_key ?? 'old'}-before`,
      });
      await expect(seam.userIdentities.unmanaged.get({ user_identity_id })).resolves.toBeDefined();
      await seam.userIdentities.unmanaged.update({
        user_identity_id,
        is_managed: true,
        ...(user_identity_key === undefined ? {} : { user_identity_key }),
      });
      return (await seam.userIdentities.get({ user_identity_id })).user_identity_key;
    };
    expect([await managed(undefined), await managed('new')]).toEqual(['old-before', 'new']);
    expect(await seam.userIdentities.unmanaged.list()).toEqual([]);
  });

  it('are found unmanaged by the access system of an ACS user', async () => {
    const { seam, add, acs_system_id } = start();
    const { user_identity_id } = add.userIdentity({ is_managed: false });
    add.userIdentity({ is_managed: false });
    add.acsUser({ acs_system_id, user_identity_id });
    expect(await seam.userIdentities.unmanaged.list({ search: acs_system_id })).toMatchObject([
      { user_identity_id },
    ]);
  });
});
