import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../checked-fake.test-helper.ts';

const start = () => {
  const fake = createCheckedFake({ seed: 'empty' });
  const { acs_system_id } = fake.add.acsSystem();
  const { acs_entrance_id } = fake.add.acsEntrance({ acs_system_id, display_name: 'Gate' });
  const { user_identity_id } = fake.add.userIdentity({ full_name: 'Ada', email_address: 'ada@example.com' });
  return { ...fake, acs_system_id, acs_entrance_id, user_identity_id };
};

describe('user identities', () => {
  it('are found by key, and changed', async () => {
    const { seam } = start();
    const { user_identity_id } = await seam.userIdentities.create({
      user_identity_key: 'ben',
      full_name: 'Ben',
    });
    await seam.userIdentities.update({ user_identity_id, full_name: null, phone_number: '+1555' });
    expect(await seam.userIdentities.get({ user_identity_key: 'ben' })).toMatchObject({
      full_name: null,
      phone_number: '+1555',
      display_name: 'ben',
    });
  });

  it('have their key, address and number to themselves', async () => {
    const { seam } = start();
    await expect(seam.userIdentities.create({ email_address: 'ada@example.com' })).rejects.toMatchObject({
      statusCode: 409,
      type: 'user_identity_email_or_phone_conflict',
    });
    const { user_identity_id } = await seam.userIdentities.create({ user_identity_key: 'ben' });
    await seam.userIdentities.update({ user_identity_id, user_identity_key: 'ben' });
    await expect(seam.userIdentities.create({ user_identity_key: 'ben' })).rejects.toMatchObject({
      statusCode: 409,
    });
  });

  it('get an ACS user in each system they are created for: the one of the same address, or a new one', async () => {
    const { seam, add, acs_system_id } = start();
    const known = add.acsUser({ acs_system_id, email_address: 'eve@example.com' });
    const eve = await seam.userIdentities.create({
      email_address: 'eve@example.com',
      acs_system_ids: [acs_system_id],
    });
    expect(eve.acs_user_ids).toEqual([known.acs_user_id]);
    const fay = await seam.userIdentities.create({ full_name: 'Fay', acs_system_ids: [acs_system_id] });
    expect(fay.acs_user_ids).toHaveLength(1);
  });

  it('take one ACS user per system, once, and one that belongs to nobody', async () => {
    const { seam, add, acs_system_id, user_identity_id } = start();
    const { acs_user_id } = add.acsUser({ acs_system_id });
    await seam.userIdentities.addAcsUser({ user_identity_id, acs_user_id });
    await seam.userIdentities.addAcsUser({ user_identity_id, acs_user_id });
    const second = add.acsUser({ acs_system_id }).acs_user_id;
    await expect(
      seam.userIdentities.addAcsUser({ user_identity_id, acs_user_id: second }),
    ).rejects.toMatchObject({ statusCode: 409 });
    await expect(
      seam.userIdentities.addAcsUser({ user_identity_key: 'new', acs_user_id }),
    ).rejects.toMatchObject({
      type: 'acs_user_belongs_to_another_user_identity',
    });
    expect(await seam.userIdentities.listAcsUsers({ user_identity_id })).toMatchObject([
      {
        acs_user_id,
        user_identity_id,
        user_identity_full_name: 'Ada',
        user_identity_email_address: 'ada@example.com',
      },
    ]);
  });

  it('are listed page by page, also while some are deleted', async () => {
    const { fetch, apiKey, endpoint, seam, add } = start();
    for (const full_name of ['B', 'C', 'D']) add.userIdentity({ full_name });
    const list = async (query: string) => {
      const headers = { authorization: `Bearer ${apiKey}` };
      const answer = await fetch(`${endpoint}/user_identities/list?limit=2${query}`, { headers });
      return (await answer.json()) as {
        user_identities: { full_name: string; user_identity_id: string }[];
        pagination: { next_page_cursor: string; has_next_page: boolean };
      };
    };
    const first = await list('');
    await seam.userIdentities.delete(first.user_identities[1] as { user_identity_id: string });
    const second = await list(`&page_cursor=${encodeURIComponent(first.pagination.next_page_cursor)}`);
    expect([first, second].map((page) => page.user_identities.map(({ full_name }) => full_name))).toEqual([
      ['Ada', 'B'],
      ['C', 'D'],
    ]);
    expect(second.pagination).toEqual({ has_next_page: false, next_page_cursor: null, next_page_url: null });
    const { next_page_cursor: page_cursor } = first.pagination;
    await expect(seam.userIdentities.list({ limit: 3, page_cursor })).rejects.toMatchObject({
      type: 'mismatched_page_parameters',
    });
    await expect(seam.userIdentities.list({ limit: 2, page_cursor: 'x' })).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  it('can be unmanaged, which shows elsewhere, until they are taken over', async () => {
    const { seam, add } = start();
    const { user_identity_id } = add.userIdentity({ is_managed: false, full_name: 'Old' });
    expect(await seam.userIdentities.list()).toHaveLength(1);
    expect(await seam.userIdentities.unmanaged.list()).toHaveLength(1);
    await seam.userIdentities.unmanaged.update({ user_identity_id, is_managed: true });
    expect(await seam.userIdentities.list()).toHaveLength(2);
    await expect(seam.userIdentities.unmanaged.get({ user_identity_id })).rejects.toMatchObject({
      statusCode: 404,
    });
  });

  it('get an instant key with a client session, and both go with them', async () => {
    const { seam, state, user_identity_id } = start();
    const key = await seam.userIdentities.generateInstantKey({ user_identity_id });
    expect(state.clientSessions.get(key.client_session_id)).toMatchObject({ user_identity_id });
    await seam.userIdentities.delete({ user_identity_id });
    expect([state.clientSessions.size, state.instantKeys.size]).toEqual([0, 0]);
  });
});

describe('access systems', () => {
  it('let a user identity in through an ACS user, made if need be', async () => {
    const { seam, acs_entrance_id, acs_system_id, user_identity_id } = start();
    await seam.acs.entrances.grantAccess({ acs_entrance_id, user_identity_id });
    const [door] = await seam.userIdentities.listAccessibleEntrances({ user_identity_id });
    expect(door).toMatchObject({ display_name: 'Gate' });
    expect(door).not.toHaveProperty('workspace_id');
    expect(await seam.userIdentities.listAcsSystems({ user_identity_id })).toMatchObject([
      { acs_system_id, acs_user_count: 1 },
    ]);
  });

  it('let nobody in who is suspended', async () => {
    const { seam, acs_entrance_id, acs_system_id, user_identity_id } = start();
    await seam.acs.entrances.grantAccess({ acs_entrance_id, user_identity_id });
    const doors = async () => (await seam.acs.users.listAccessibleEntrances({ user_identity_id })).length;
    await seam.acs.users.suspend({ user_identity_id, acs_system_id });
    expect(await doors()).toBe(0);
    await seam.acs.users.unsuspend({ user_identity_id, acs_system_id });
    expect(await doors()).toBe(1);
  });

  it('let in by access group', async () => {
    const { seam, add, state, acs_system_id, acs_entrance_id } = start();
    const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id });
    state.groupEntrances.add(acs_access_group_id, acs_entrance_id);
    const user = await seam.acs.users.create({
      acs_system_id,
      full_name: 'Gil',
      acs_access_group_ids: [acs_access_group_id],
    });
    const { acs_user_id } = user;
    expect(await seam.acs.users.listAccessibleEntrances({ acs_user_id })).toHaveLength(1);
    await seam.acs.users.removeFromAccessGroup({ acs_user_id, acs_access_group_id });
    expect(await seam.acs.users.listAccessibleEntrances({ acs_user_id })).toEqual([]);
  });

  it('list, change and delete their users', async () => {
    const { seam, state, add, acs_system_id, user_identity_id } = start();
    const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id, full_name: 'Ada' });
    add.acsCredential({ acs_user_id });
    await seam.acs.users.update({ acs_user_id, full_name: 'Ada O.' });
    expect(await seam.acs.users.list({ search: 'ada o', user_identity_id })).toMatchObject([
      { display_name: 'Ada O.' },
    ]);
    expect(await seam.acs.users.list({ user_identity_email_address: 'nobody@example.com' })).toEqual([]);
    expect((await seam.acs.users.get({ user_identity_id })).acs_user_id).toBe(acs_user_id);
    await seam.acs.users.delete({ user_identity_id, acs_system_id });
    expect(state.acsCredentials.size).toBe(0);
    await expect(seam.acs.users.get({ acs_user_id })).rejects.toMatchObject({ type: 'acs_user_not_found' });
  });

  it('say which credentials open an entrance', async () => {
    const { seam, state, add, acs_system_id, acs_entrance_id } = start();
    const { acs_user_id } = add.acsUser({ acs_system_id });
    const { acs_credential_id } = add.acsCredential({ acs_user_id });
    state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
    expect(await seam.acs.entrances.listCredentialsWithAccess({ acs_entrance_id })).toMatchObject([
      { acs_credential_id },
    ]);
    expect(await seam.acs.entrances.list({ acs_credential_id })).toHaveLength(1);
    expect((await seam.acs.entrances.get({ acs_entrance_id })).display_name).toBe('Gate');
    expect((await seam.acs.systems.get({ acs_system_id })).acs_user_count).toBe(1);
  });
});

describe('devices', () => {
  it('are found by name, renamed, filtered, and given up', async () => {
    const { seam, add } = start();
    const { device_id } = add.device({ name: 'Shed' });
    add.device({ name: 'Sensor', device_type: 'minut_sensor' });
    expect((await seam.devices.get({ name: 'Shed' })).device_id).toBe(device_id);
    await seam.devices.update({ device_id, name: 'Barn', custom_metadata: { floor: '1', old: true } });
    await seam.devices.update({ device_id, custom_metadata: { old: null } });
    expect(await seam.devices.list({ custom_metadata_has: { floor: '1' } })).toMatchObject([
      { display_name: 'Barn', nickname: 'Barn', custom_metadata: { floor: '1' } },
    ]);
    expect(await seam.devices.list({ device_types: ['minut_sensor'] })).toHaveLength(1);
    await seam.devices.update({ device_id, is_managed: false });
    await expect(seam.devices.get({ device_id })).rejects.toMatchObject({ type: 'device_not_found' });
    await expect(seam.devices.update({ device_id, name: 'x' })).rejects.toMatchObject({
      type: 'device_unmanaged',
    });
  });
});

describe('workspaces', () => {
  it('are renamed with an API key, and created with a personal access token', async () => {
    const { seam, add, state, fetch, endpoint } = start();
    await seam.workspaces.update({ name: 'Home', connect_webview_customization: { logo_shape: 'circle' } });
    expect(await seam.workspaces.get()).toMatchObject({
      name: 'Home',
      connect_webview_customization: { logo_shape: 'circle' },
    });
    await expect(seam.workspaces.create({ name: 'New' })).rejects.toMatchObject({ statusCode: 401 });
    const answer = await fetch(`${endpoint}/workspaces/create`, {
      method: 'POST',
      headers: { authorization: `Bearer ${add.personalAccessToken()}`, 'content-type': 'application/json' },
      body: '{"name":"New"}',
    });
    expect(answer.status).toBe(200);
    expect([...state.workspaces].map(({ name }) => name)).toEqual(['Home', 'New']);
  });
});
