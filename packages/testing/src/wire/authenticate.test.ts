import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../test/checked-fake.test-helper.ts';

const start = () => {
  const fake = createCheckedFake({ seed: 'empty', now: '2026-01-01T00:00:00Z' });
  const publishableKey = fake.state.workspaces.get(fake.workspaceId)?.publishable_key ?? '';
  const call = async (path: string, headers: Record<string, string>, body: object = {}) => {
    const response = await fake.fetch(fake.endpoint + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const { error } = (await response.json()) as { error?: { type: string } };
    return `${response.status} ${error?.type ?? 'ok'}`;
  };
  return { ...fake, publishableKey, call };
};

describe('an endpoint', () => {
  it('rejects a kind of credential that it does not accept', async () => {
    const { add, as, call, apiKey, publishableKey } = start();
    const personalAccessToken = add.personalAccessToken();
    const session = as({ clientSessionToken: add.clientSession().token });
    await expect(session.webhooks.list()).rejects.toMatchObject({ statusCode: 401, type: 'unauthorized' });
    expect(await call('/workspaces/create', { authorization: `Bearer ${apiKey}` }, { name: 'New' })).toBe(
      '401 unauthorized',
    );
    expect(await call('/devices/list', { authorization: `Bearer ${personalAccessToken}` })).toBe(
      '401 unauthorized',
    );
    expect(await call('/devices/list', { 'seam-publishable-key': publishableKey })).toBe('401 unauthorized');
  });

  it('ignores a credential that it does not accept beside one that it accepts', async () => {
    const { add, call, apiKey } = start();
    const headers = { authorization: `Bearer ${apiKey}`, 'client-session-token': add.clientSession().token };
    expect(await call('/webhooks/list', headers)).toBe('200 ok');
  });
});

describe('a client session token', () => {
  it('is accepted as a bearer token and in either of its headers', async () => {
    const { add, call } = start();
    const { token } = add.clientSession();
    expect(await call('/devices/list', { authorization: `Bearer ${token}` })).toBe('200 ok');
    expect(await call('/devices/list', { 'client-session-token': token })).toBe('200 ok');
    expect(await call('/devices/list', { 'seam-client-session-token': token })).toBe('200 ok');
  });

  it('is rejected when it is malformed or unknown', async () => {
    const { call } = start();
    expect(await call('/devices/list', { 'client-session-token': 'abc' })).toBe(
      '400 invalid_client_session_token',
    );
    expect(await call('/devices/list', { authorization: 'Bearer seam_cst1_abc' })).toBe(
      '401 client_session_not_found',
    );
  });

  it('is rejected after the session is revoked or deleted', async () => {
    const { seam, add, call } = start();
    const { token, client_session_id } = add.clientSession();
    await seam.clientSessions.revoke({ client_session_id });
    await seam.clientSessions.revoke({ client_session_id });
    expect(await call('/devices/list', { 'client-session-token': token })).toBe('401 client_session_revoked');
    await seam.clientSessions.delete({ client_session_id });
    expect(await call('/devices/list', { 'client-session-token': token })).toBe(
      '401 client_session_not_found',
    );
  });

  it('is rejected from the time at which the session expires', async () => {
    const { add, clock, call } = start();
    const { token } = add.clientSession({ expires_at: clock.timestampIn(60_000) });
    clock.advance(59_999);
    expect(await call('/devices/list', { 'client-session-token': token })).toBe('200 ok');
    clock.advance(1);
    expect(await call('/devices/list', { 'client-session-token': token })).toBe('401 client_session_expired');
  });

  it('is valid for one workspace', async () => {
    const { add, as } = start();
    const { workspace_id } = add.workspace({ name: 'Other' });
    const session = as({ clientSessionToken: add.clientSession({ workspace_id }).token });
    expect((await session.workspaces.get()).name).toBe('Other');
    expect(await session.workspaces.list()).toHaveLength(1);
  });
});

describe('a publishable key', () => {
  it('creates a client session that the client can use', async () => {
    const { as, state, publishableKey } = start();
    const seam = as({ publishableKey, userIdentifierKey: 'guest-1' });
    expect(await seam.devices.list()).toEqual([]);
    expect(state.clientSessions.by('user_identifier_key', 'guest-1')).toHaveLength(1);
  });

  it('requires the user identifier key, also from a header', async () => {
    const { call, state, publishableKey } = start();
    const headers = { 'seam-publishable-key': publishableKey };
    expect(await call('/client_sessions/get_or_create', headers)).toBe(
      '401 publishable_key_requires_user_identifier_key',
    );
    expect(
      await call('/client_sessions/get_or_create', { ...headers, 'user-identifier-key': 'guest-1' }),
    ).toBe('200 ok');
    expect(state.clientSessions.countBy('user_identifier_key', 'guest-1')).toBe(1);
  });

  it('creates empty sessions', async () => {
    const { call, add, state, publishableKey } = start();
    const { connected_account_id } = add.connectedAccount();
    const { user_identity_id } = add.userIdentity();
    const headers = { 'seam-publishable-key': publishableKey };
    for (const resources of [{ connected_account_ids: [connected_account_id] }, { user_identity_id }])
      expect(
        await call('/client_sessions/create', headers, { user_identifier_key: 'guest-1', ...resources }),
      ).toBe('403 publishable_keys_must_create_empty_client_sessions');
    expect(state.clientSessions.size).toBe(0);
  });

  it('is rejected when it is unknown, disabled, or beside another credential', async () => {
    const { call, seam, publishableKey } = start();
    const body = { user_identifier_key: 'guest-1' };
    const path = '/client_sessions/get_or_create';
    expect(await call(path, { 'seam-publishable-key': 'seam_pk1_wrong' }, body)).toBe('401 unauthorized');
    const both = { 'seam-publishable-key': publishableKey, authorization: 'Bearer seam_wrong_key' };
    expect(await call(path, both, body)).toBe('401 unauthorized');
    await seam.workspaces.update({ is_publishable_key_auth_enabled: false });
    expect(await call(path, { 'seam-publishable-key': publishableKey }, body)).toBe('401 unauthorized');
  });
});
