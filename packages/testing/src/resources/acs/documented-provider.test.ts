import { SeamConfigError } from '@org/seam-core';
import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const start = (external_type = 'salto_ks_site', assumptions: object = { provider_sync_ms: 600_000 }) => {
  const fake = createCheckedFake({ seed: 'empty', assumptions });
  const { seam, add, state } = fake;
  const { acs_system_id, connected_account_id } = add.acsSystem({ external_type });
  const { acs_entrance_id } = add.acsEntrance({ acs_system_id });
  const { user_identity_id } = add.userIdentity({ full_name: 'Ada', email_address: 'ada@example.com' });
  const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id, full_name: 'Ada' });
  state.entranceAccess.add(acs_user_id, acs_entrance_id);
  const { acs_credential_id } = add.acsCredential({ acs_user_id, access_method: 'card' });
  const sync = () => seam.connectedAccounts.sync({ connected_account_id });
  const doors = async () => (await seam.acs.users.listAccessibleEntrances({ acs_user_id })).length;
  const events = () => [...state.events].map(({ event_type }) => event_type);
  const user = () => seam.acs.users.get({ acs_user_id });
  return {
    ...fake,
    acs_system_id,
    connected_account_id,
    acs_entrance_id,
    user_identity_id,
    acs_user_id,
    acs_credential_id,
    sync,
    doors,
    events,
    user,
  };
};

describe('a change in the access system', () => {
  it('is found by the next sync of the connected account', async () => {
    const { provider, seam, sync, events, acs_system_id } = start();
    const added = provider.addAcsUser(acs_system_id, { full_name: 'Ben' });
    await expect(seam.acs.users.get({ acs_user_id: added })).rejects.toMatchObject({ statusCode: 404 });
    await sync();
    const user = await seam.acs.users.get({ acs_user_id: added });
    expect(user).toMatchObject({ full_name: 'Ben', external_type: 'salto_site_user' });
    expect(user).not.toHaveProperty('user_identity_id');
    expect(events()).toEqual(['acs_user.created']);
  });

  it('is found by itself after the assumed time, also after a snapshot is restored', async () => {
    const fake = start();
    const { provider, seam, clock, acs_system_id } = fake;
    const acs_entrance_id = provider.addAcsEntrance(acs_system_id, { display_name: 'New wing' });
    fake.restore(JSON.parse(JSON.stringify(fake.snapshot())) as never);
    clock.advance(599_999);
    expect(await seam.acs.entrances.list({ acs_system_id })).toHaveLength(1);
    clock.advance(1);
    expect(await seam.acs.entrances.get({ acs_entrance_id })).toMatchObject({
      display_name: 'New wing',
      can_unlock_with_code: true,
    });
    expect(fake.events()).toEqual(['acs_entrance.added']);
  });

  it('is not found while the access system is disconnected', async () => {
    const { provider, seam, sync, acs_system_id } = start();
    provider.disconnectAcsSystem(acs_system_id, { error_code: 'seam_bridge_disconnected' });
    const acs_user_id = provider.addAcsUser(acs_system_id);
    await sync();
    await expect(seam.acs.users.get({ acs_user_id })).rejects.toMatchObject({ statusCode: 404 });
    provider.connectAcsSystem(acs_system_id);
    expect(await seam.acs.users.get({ acs_user_id })).toMatchObject({ acs_user_id });
  });
});

describe('a user', () => {
  it('that was deleted in the access system has an error, no access and no credentials', async () => {
    const { provider, seam, state, doors, user, events, ...scene } = start('salto_ks_site', {});
    const { acs_user_id, user_identity_id } = scene;
    provider.removeAcsUser(acs_user_id);
    expect((await user()).errors).toMatchObject([{ error_code: 'deleted_externally' }]);
    expect([await doors(), state.acsCredentials.size, events()]).toEqual([0, 0, ['acs_credential.deleted']]);
    expect((await seam.userIdentities.get({ user_identity_id })).errors).toMatchObject([
      { error_code: 'issue_with_acs_user', acs_user_id },
    ]);
    await seam.acs.users.delete({ acs_user_id });
    expect(events().at(-1)).toBe('acs_user.deleted');
  });

  it('that was renamed no longer matches its user identity', async () => {
    const { provider, seam, user, user_identity_id, acs_user_id } = start('salto_ks_site', {});
    provider.changeAcsUser(acs_user_id, { full_name: 'Ada O.' });
    expect(await user()).toMatchObject({ full_name: 'Ada O.', display_name: 'Ada O.' });
    expect((await seam.userIdentities.get({ user_identity_id })).warnings).toMatchObject([
      { warning_code: 'acs_user_profile_does_not_match_user_identity' },
    ]);
  });

  it('that was unsubscribed by hand cannot open anything until it is subscribed again', async () => {
    const { provider, doors, user, acs_user_id } = start('salto_ks_site', {});
    provider.changeAcsUser(acs_user_id, { is_active: false });
    expect(await user()).toMatchObject({
      is_suspended: false,
      salto_ks_metadata: { is_subscribed: false },
      warnings: [{ warning_code: 'acs_user_inactive' }, { warning_code: 'salto_ks_user_not_subscribed' }],
    });
    expect(await doors()).toBe(0);
    provider.changeAcsUser(acs_user_id, { is_active: true });
    expect([await doors(), (await user()).warnings]).toEqual([1, []]);
  });

  it('that was added in a Latch building is not found', async () => {
    const { provider, seam, acs_system_id } = start('latch_building', {});
    provider.addAcsUser(acs_system_id, { full_name: 'Resident' });
    expect(await seam.acs.users.list({ search: 'Resident' })).toEqual([]);
  });
});

describe('a credential', () => {
  it('with another schedule says that it was changed externally', async () => {
    const { provider, seam, clock, acs_credential_id } = start('salto_ks_site', {});
    const ends_at = clock.timestampIn(60_000);
    provider.changeAcsCredential(acs_credential_id, { ends_at });
    expect(await seam.acs.credentials.get({ acs_credential_id })).toMatchObject({
      ends_at,
      warnings: [{ warning_code: 'schedule_externally_modified' }],
    });
  });

  it('is added and deleted by others', async () => {
    const { provider, seam, events, acs_user_id } = start('salto_ks_site', {});
    const acs_credential_id = provider.addAcsCredential({ acs_user_id, access_method: 'code', code: '4711' });
    expect(await seam.acs.credentials.get({ acs_credential_id })).toMatchObject({ code: '4711' });
    provider.removeAcsCredential(acs_credential_id);
    await expect(seam.acs.credentials.get({ acs_credential_id })).rejects.toMatchObject({ statusCode: 404 });
    expect(events()).toEqual(['acs_credential.deleted']);
  });

  it('of Visionline is invalid once it was cancelled or overwritten', async () => {
    const { provider, seam, state, events, doors, ...scene } = start('visionline_system', {});
    const { acs_credential_id, acs_entrance_id, acs_user_id } = scene;
    state.entranceAccess.deleteLeft(acs_user_id);
    state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
    expect(await doors()).toBe(1);
    provider.invalidateAcsCredential(acs_credential_id);
    expect(await seam.acs.credentials.get({ acs_credential_id })).toMatchObject({
      visionline_metadata: { is_valid: false },
    });
    expect([await doors(), events()]).toEqual([0, ['acs_credential.invalidated']]);
  });
});

describe('entrances, groups and encoders', () => {
  it('are changed and removed by others', async () => {
    const { provider, seam, events, acs_system_id, acs_entrance_id, acs_user_id } = start(
      'brivo_account',
      {},
    );
    provider.changeAcsEntrance(acs_entrance_id, { display_name: 'Back door', can_unlock_with_code: false });
    expect(await seam.acs.entrances.get({ acs_entrance_id })).toMatchObject({
      display_name: 'Back door',
      can_unlock_with_code: false,
    });
    const acs_access_group_id = provider.addAcsAccessGroup(acs_system_id, { name: 'Cleaners' });
    provider.changeAcsAccessGroup(acs_access_group_id, {
      acs_entrance_ids: [acs_entrance_id],
      acs_user_ids: [acs_user_id],
    });
    expect(await seam.acs.accessGroups.listUsers({ acs_access_group_id })).toMatchObject([{ acs_user_id }]);
    expect(await seam.acs.accessGroups.listAccessibleEntrances({ acs_access_group_id })).toHaveLength(1);
    provider.removeAcsAccessGroup(acs_access_group_id);
    provider.removeAcsEntrance(acs_entrance_id);
    const acs_encoder_id = provider.addAcsEncoder(acs_system_id);
    provider.removeAcsEncoder(acs_encoder_id);
    expect((await seam.acs.encoders.get({ acs_encoder_id })).errors).toMatchObject([
      { error_code: 'acs_encoder_removed' },
    ]);
    expect(events()).toEqual([
      'acs_access_group.deleted',
      'acs_entrance.removed',
      'acs_encoder.added',
      'acs_encoder.removed',
    ]);
  });

  it('of Salto Space outdate the cards of the members when they change', async () => {
    const { provider, seam, acs_system_id, acs_user_id, acs_credential_id } = start('salto_space_system', {});
    const acs_access_group_id = provider.addAcsAccessGroup(acs_system_id);
    const warnings = async () =>
      (await seam.acs.credentials.get({ acs_credential_id })).warnings.map((row) => row.warning_code);
    expect(await warnings()).toEqual([]);
    await seam.acs.users.addToAccessGroup({ acs_user_id, acs_access_group_id });
    expect(await warnings()).toEqual(['needs_to_be_reissued']);
  });
});

describe('a disconnected access system', () => {
  it.each([
    'acs_system_disconnected',
    'seam_bridge_disconnected',
    'visionline_instance_unreachable',
    'provider_service_unavailable',
  ] as const)('shows %s, and makes the requested changes once it is connected again', async (error_code) => {
    const { provider, seam, user, doors, events, acs_system_id, acs_user_id } = start('salto_ks_site', {});
    provider.disconnectAcsSystem(acs_system_id, { error_code });
    provider.disconnectAcsSystem(acs_system_id, { error_code });
    expect((await seam.acs.systems.get({ acs_system_id })).errors).toMatchObject([{ error_code }]);
    await seam.acs.users.suspend({ acs_user_id });
    expect((await user()).pending_mutations).toMatchObject([{ mutation_code: 'updating_suspension_state' }]);
    expect(await doors()).toBe(1);
    provider.connectAcsSystem(acs_system_id);
    expect(await user()).toMatchObject({ is_suspended: true, pending_mutations: [] });
    expect((await seam.acs.systems.get({ acs_system_id })).errors).toEqual([]);
    expect(events()).toEqual(['acs_system.disconnected', 'acs_system.connected']);
  });

  it('cannot encode cards: its bridge is disconnected', async () => {
    const { provider, seam, add, acs_system_id, acs_credential_id } = start('salto_space_system', {});
    const { acs_encoder_id } = add.acsEncoder({ acs_system_id });
    const encode = () => seam.acs.encoders.encodeCredential({ acs_encoder_id, acs_credential_id });
    provider.disconnectAcsSystem(acs_system_id, { error_code: 'seam_bridge_disconnected' });
    await expect(encode()).rejects.toMatchObject({ code: 'bridge_disconnected' });
    provider.connectAcsSystem(acs_system_id);
    expect(await encode()).toMatchObject({ status: 'success' });
  });

  it('is connected again with its account', async () => {
    const { provider, seam, user, connected_account_id, acs_user_id } = start('salto_ks_site', {});
    await seam.connectedAccounts.simulate.disconnect({ connected_account_id });
    await seam.acs.users.suspend({ acs_user_id });
    expect(await user()).toMatchObject({ is_suspended: false });
    provider.reconnectAccount(connected_account_id);
    expect(await user()).toMatchObject({ is_suspended: true });
  });

  it('is added to an account with its events', async () => {
    const { provider, seam, events, connected_account_id } = start('salto_ks_site', {});
    const acs_system_id = provider.addAcsSystem(connected_account_id, { external_type: 'brivo_account' });
    expect(await seam.acs.systems.get({ acs_system_id })).toMatchObject({
      connected_account_id,
      external_type_display_name: 'Brivo account',
    });
    expect(events()).toEqual(['acs_system.connected', 'acs_system.added']);
  });
});

describe('a wrong use', () => {
  it.each([
    ['an unknown user', (fake: ReturnType<typeof start>) => fake.provider.removeAcsUser('x')],
    ['an unknown system', (fake: ReturnType<typeof start>) => fake.provider.addAcsEntrance('x')],
    [
      'an unknown field',
      (fake: ReturnType<typeof start>) =>
        fake.provider.changeAcsUser(fake.acs_user_id, { fullname: 'Ada' } as never),
    ],
    [
      'an unknown override',
      (fake: ReturnType<typeof start>) =>
        fake.provider.addAcsUser(fake.acs_system_id, { fullname: 'Ada' } as never),
    ],
    [
      'an unknown error',
      (fake: ReturnType<typeof start>) =>
        fake.provider.disconnectAcsSystem(fake.acs_system_id, { error_code: 'gone' } as never),
    ],
  ])('with %s is an error that names it', (_, use) => {
    const fake = start();
    expect(() => use(fake)).toThrow(expect.objectContaining({ name: 'SeamConfigError' }));
    expect(fake.state.events.size).toBe(0);
  });
});

describe('a call of the provider with wrong values', () => {
  const adders = ['addAcsUser', 'addAcsEntrance', 'addAcsAccessGroup', 'addAcsEncoder'] as const;
  const ids = {
    addAcsUser: 'acs_user_id',
    addAcsEntrance: 'acs_entrance_id',
    addAcsAccessGroup: 'acs_access_group_id',
    addAcsEncoder: 'acs_encoder_id',
  } as const;

  it.each(adders)('%s refuses an id that is used already', async (member) => {
    const { provider, sync, acs_system_id } = start();
    const id = provider[member](acs_system_id);
    const again = () => provider[member](acs_system_id, { [ids[member]]: id });
    expect(again).toThrow(SeamConfigError);
    await sync();
    expect(again).toThrow(`provider.${member}(): the ${ids[member]} "${id}" is used already.`);
  });

  it('refuses the id of an access system or a credential that is used already', () => {
    const { provider, connected_account_id, acs_system_id, acs_user_id, acs_credential_id } = start();
    expect(() => provider.addAcsSystem(connected_account_id, { acs_system_id })).toThrow(SeamConfigError);
    expect(() => provider.addAcsCredential({ acs_user_id, acs_credential_id })).toThrow(SeamConfigError);
  });

  it.each(adders)('%s refuses fields that are not an object', (member) => {
    const { provider, acs_system_id } = start();
    for (const fields of [true, null, 0.05, 'Ada', ['Ada']])
      expect(() => provider[member](acs_system_id, fields as never)).toThrow(SeamConfigError);
  });

  it.each(['acs_entrance_id', 'acs_system_id', 'connected_account_id', 'workspace_id'])(
    'keeps the %s of an entrance, an access group, a user and a credential',
    (name) => {
      const { provider, state, add, acs_system_id, ...own } = start('brivo_account', {});
      const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id });
      const before = state.acsEntrances.get(own.acs_entrance_id);
      const changes = { [name]: 'other' } as never;
      for (const change of [
        () => provider.changeAcsEntrance(own.acs_entrance_id, changes),
        () => provider.changeAcsAccessGroup(acs_access_group_id, changes),
        () => provider.changeAcsUser(own.acs_user_id, changes),
        () => provider.changeAcsCredential(own.acs_credential_id, changes),
      ])
        expect(change).toThrow(SeamConfigError);
      expect(state.acsEntrances.get(own.acs_entrance_id)).toEqual(before);
    },
  );

  it('refuses a user of an unknown user identity', () => {
    const { provider, acs_system_id } = start();
    expect(() => provider.addAcsUser(acs_system_id, { user_identity_id: 'nobody' })).toThrow(
      'provider.addAcsUser(): there is no user identity with the id "nobody".',
    );
  });

  it('refuses members and entrances of an access group that are unknown or in another access system', async () => {
    const { provider, add, state, sync, acs_system_id, acs_user_id } = start('brivo_account');
    const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id });
    const other = add.acsSystem({ external_type: 'brivo_account' }).acs_system_id;
    const foreigner = add.acsUser({ acs_system_id: other }).acs_user_id;
    const foreign = add.acsEntrance({ acs_system_id: other }).acs_entrance_id;
    for (const acs_user_ids of [['nobody'], [acs_user_id, foreigner]])
      expect(() => provider.changeAcsAccessGroup(acs_access_group_id, { acs_user_ids })).toThrow(
        `"${acs_user_ids.at(-1)}"`,
      );
    for (const id of ['nowhere', foreign])
      expect(() => provider.changeAcsAccessGroup(acs_access_group_id, { acs_entrance_ids: [id] })).toThrow(
        `"${id}"`,
      );
    const added = provider.addAcsUser(acs_system_id);
    provider.changeAcsAccessGroup(acs_access_group_id, { acs_user_ids: [acs_user_id, added] });
    await sync();
    expect(state.groupMembers.leftsOf(acs_access_group_id)).toEqual([acs_user_id, added]);
  });
});
