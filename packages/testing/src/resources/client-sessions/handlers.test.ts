import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const start = () => {
  const fake = createCheckedFake({ seed: 'empty' });
  const { connected_account_id } = fake.add.connectedAccount();
  const { user_identity_id } = fake.add.userIdentity();
  fake.add.device({ connected_account_id });
  const post = async (path: string, body: object) => {
    const response = await fake.fetch(fake.endpoint + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${fake.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as { error?: { type: string } };
  };
  return { ...fake, connected_account_id, user_identity_id, post };
};

describe('client sessions', () => {
  it('are created for accounts and a user identity, and show their number of devices', async () => {
    const { seam, connected_account_id, user_identity_id } = start();
    const session = await seam.clientSessions.create({
      connected_account_ids: [connected_account_id, connected_account_id],
      user_identity_ids: [user_identity_id],
    });
    expect(session).toMatchObject({
      connected_account_ids: [connected_account_id],
      user_identity_id,
      user_identity_ids: [user_identity_id],
      device_count: 1,
      expires_at: '2027-01-01T00:00:00.000Z',
    });
    expect(session.token).toMatch(/^seam_cst1/);
    expect(session).not.toHaveProperty('revoked_at');
  });

  it('cannot reference resources that do not exist', async () => {
    const { seam, add, state } = start();
    const { workspace_id } = add.workspace();
    const { connected_account_id } = add.connectedAccount({ workspace_id });
    await expect(
      seam.clientSessions.create({ connected_account_ids: [connected_account_id] }),
    ).rejects.toMatchObject({ statusCode: 404, type: 'connected_account_not_found' });
    expect(state.clientSessions.size).toBe(0);
  });

  it('are unique per key: PUT returns the existing one, POST fails', async () => {
    const { seam, post, connected_account_id } = start();
    const first = await seam.clientSessions.create({ user_identifier_key: 'guest-1' });
    const second = await seam.clientSessions.create({
      user_identifier_key: 'guest-1',
      connected_account_ids: [connected_account_id],
    });
    expect(second).toEqual(first);
    expect(await post('/client_sessions/create', { user_identifier_key: 'guest-1' })).toMatchObject({
      error: { type: 'client_session_token_already_exists' },
    });
    await seam.clientSessions.revoke(first);
    const third = await seam.clientSessions.create({ user_identifier_key: 'guest-1' });
    expect(third.token).not.toBe(first.token);
    expect(await seam.clientSessions.get({ user_identifier_key: 'guest-1' })).toEqual(third);
  });

  it('are returned by key and extended, or created', async () => {
    const { seam, clock, connected_account_id } = start();
    const first = await seam.clientSessions.getOrCreate({ user_identifier_key: 'guest-1' });
    const expires_at = clock.timestampIn(1000);
    const same = await seam.clientSessions.getOrCreate({
      user_identifier_key: 'guest-1',
      connected_account_ids: [connected_account_id],
      expires_at,
    });
    expect(same).toEqual({
      ...first,
      expires_at,
      connected_account_ids: [connected_account_id],
      device_count: 1,
    });
    clock.advance(1000);
    const { client_session_id } = await seam.clientSessions.getOrCreate({ user_identifier_key: 'guest-1' });
    expect(client_session_id).not.toBe(first.client_session_id);
  });

  it('are reused without a key when the contents are the same, except those of instant keys', async () => {
    const { seam, state, user_identity_id } = start();
    const { client_session_id: ofKey } = await seam.userIdentities.generateInstantKey({ user_identity_id });
    const first = await seam.clientSessions.getOrCreate({ user_identity_id });
    expect(first.client_session_id).not.toBe(ofKey);
    expect(await seam.clientSessions.getOrCreate({ user_identity_id })).toEqual(first);
    await seam.clientSessions.getOrCreate();
    expect(state.clientSessions.size).toBe(3);
  });

  it('are granted more access', async () => {
    const { seam, add, connected_account_id, user_identity_id } = start();
    const { connect_webview_id } = add.connectWebview();
    const { client_session_id } = await seam.clientSessions.create({ user_identifier_key: 'guest-1' });
    await seam.clientSessions.grantAccess({
      user_identifier_key: 'guest-1',
      connected_account_ids: [connected_account_id],
    });
    await seam.clientSessions.grantAccess({
      client_session_id,
      user_identity_id,
      connect_webview_ids: [connect_webview_id],
    });
    expect(await seam.clientSessions.get({ client_session_id })).toMatchObject({
      user_identifier_key: 'guest-1',
      connected_account_ids: [connected_account_id],
      connect_webview_ids: [connect_webview_id],
      user_identity_ids: [user_identity_id],
    });
    await seam.clientSessions.create({ user_identifier_key: 'guest-2' });
    await expect(
      seam.clientSessions.grantAccess({ client_session_id, user_identifier_key: 'guest-2' }),
    ).rejects.toMatchObject({ type: 'client_session_token_already_exists' });
    // @ts-expect-error -- no client session is named
    await expect(seam.clientSessions.grantAccess({ user_identity_id })).rejects.toMatchObject({
      type: 'invalid_input',
    });
  });

  it('are listed by key, by webview and by user identity', async () => {
    const { seam, add, user_identity_id } = start();
    const { connect_webview_id } = add.connectWebview();
    const keyed = await seam.clientSessions.create({ user_identifier_key: 'guest-1' });
    const other = await seam.clientSessions.create({
      user_identity_id,
      connect_webview_ids: [connect_webview_id],
    });
    expect(await seam.clientSessions.list()).toEqual([keyed, other]);
    expect(await seam.clientSessions.list({ user_identifier_key: 'guest-1' })).toEqual([keyed]);
    expect(await seam.clientSessions.list({ without_user_identifier_key: true })).toEqual([other]);
    expect(await seam.clientSessions.list({ connect_webview_id })).toEqual([other]);
    expect(await seam.clientSessions.list({ user_identity_id })).toEqual([other]);
    const { client_session_id } = keyed;
    expect(await seam.clientSessions.list({ client_session_id })).toEqual([keyed]);
  });

  it('are deleted with their instant keys', async () => {
    const { seam, state, user_identity_id } = start();
    const { client_session_id } = await seam.userIdentities.generateInstantKey({ user_identity_id });
    await seam.clientSessions.delete({ client_session_id });
    expect([state.clientSessions.size, state.instantKeys.size]).toEqual([0, 0]);
    expect([...state.events]).toMatchObject([{ event_type: 'client_session.deleted', client_session_id }]);
    await expect(seam.clientSessions.delete({ client_session_id })).rejects.toMatchObject({
      type: 'client_session_not_found',
    });
    await expect(seam.clientSessions.get({ user_identifier_key: 'unknown' })).rejects.toMatchObject({
      statusCode: 404,
    });
    await expect(seam.clientSessions.get()).rejects.toMatchObject({ type: 'invalid_input' });
  });
});
