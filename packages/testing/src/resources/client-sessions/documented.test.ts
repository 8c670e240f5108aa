import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';
import type { Assumptions } from '../../fake/assumptions.ts';

const start = (assumptions: Partial<Assumptions> = {}) => {
  const fake = createCheckedFake({ seed: 'empty', assumptions });
  const [mine, other] = [fake.add.connectedAccount(), fake.add.connectedAccount()];
  const { device_id } = fake.add.device({ connected_account_id: mine.connected_account_id });
  const foreign = fake.add.device({ connected_account_id: other.connected_account_id }).device_id;
  const sessionOf = (token: string) => fake.as({ clientSessionToken: token });
  return {
    ...fake,
    mine: mine.connected_account_id,
    other: other.connected_account_id,
    device_id,
    foreign,
    sessionOf,
  };
};

describe('a client session', () => {
  it('can access the devices of its connected accounts, and no others', async () => {
    const { seam, sessionOf, mine, device_id, foreign } = start();
    const { token, device_count } = await seam.clientSessions.create({ connected_account_ids: [mine] });
    expect(device_count).toBe(1);
    const guest = sessionOf(token);
    expect(await guest.devices.list()).toMatchObject([{ device_id }]);
    expect(await guest.devices.get({ device_id })).toMatchObject({ device_id });
    for (const call of [
      guest.devices.get({ device_id: foreign }),
      guest.locks.lockDoor({ device_id: foreign }),
    ])
      await expect(call).rejects.toMatchObject({ statusCode: 401, type: 'unauthorized' });
  });

  it('can access the devices that one of its connect webviews connects later', async () => {
    const fake = start();
    const { seam, sessionOf } = fake;
    const { token } = await seam.clientSessions.getOrCreate({ user_identifier_key: 'guest-1' });
    const { connect_webview_id } = await seam.connectWebviews.create({});
    await seam.clientSessions.grantAccess({
      user_identifier_key: 'guest-1',
      connect_webview_ids: [connect_webview_id],
    });
    expect(await sessionOf(token).devices.list()).toEqual([]);
    fake.completeConnectWebview(connect_webview_id);
    expect(await sessionOf(token).devices.list()).not.toEqual([]);
  });

  it('filters the lists of a back end by its user identifier key', async () => {
    const { seam, mine, device_id, foreign } = start();
    const user_identifier_key = 'guest-1';
    await seam.clientSessions.create({ user_identifier_key, connected_account_ids: [mine] });
    expect(await seam.devices.list({ user_identifier_key })).toMatchObject([{ device_id }]);
    expect(await seam.devices.list({ user_identifier_key, device_ids: [foreign] })).toEqual([]);
    expect(await seam.connectedAccounts.list({ user_identifier_key })).toMatchObject([
      { connected_account_id: mine },
    ]);
  });

  it('cannot use what only a back end may: API keys exist for that', async () => {
    const { seam, sessionOf, mine } = start();
    const { token } = await seam.clientSessions.create({ connected_account_ids: [mine] });
    const guest = sessionOf(token);
    for (const call of [
      guest.clientSessions.list(),
      guest.webhooks.list(),
      guest.userIdentities.create({}),
      guest.workspaces.update({ name: 'Mine' }),
    ])
      await expect(call).rejects.toMatchObject({ statusCode: 401, type: 'unauthorized' });
  });

  it('can read itself without parameters, and no other session', async () => {
    const { seam, sessionOf } = start();
    const { token, client_session_id } = await seam.clientSessions.create({});
    const other = await seam.clientSessions.create({});
    expect(await sessionOf(token).clientSessions.get()).toMatchObject({ client_session_id });
    await expect(
      sessionOf(token).clientSessions.get({ client_session_id: other.client_session_id }),
    ).rejects.toMatchObject({ statusCode: 401 });
  });
});

describe('get_or_create', () => {
  it('returns the session of the key, and creates one when there is none', async () => {
    const { seam, mine } = start();
    const first = await seam.clientSessions.getOrCreate({
      user_identifier_key: 'guest-1',
      connected_account_ids: [mine],
    });
    const again = await seam.clientSessions.getOrCreate({ user_identifier_key: 'guest-1' });
    expect(again).toEqual(first);
    const other = await seam.clientSessions.getOrCreate({ user_identifier_key: 'guest-2' });
    expect(other.client_session_id).not.toBe(first.client_session_id);
  });

  it('updates the expiration of a session that exists', async () => {
    const { seam, clock, sessionOf } = start();
    const { token } = await seam.clientSessions.getOrCreate({ user_identifier_key: 'guest-1' });
    const session = await seam.clientSessions.getOrCreate({
      user_identifier_key: 'guest-1',
      expires_at: '2026-01-02T01:00:00+01:00',
    });
    expect(session).toMatchObject({ token, expires_at: '2026-01-02T00:00:00.000Z' });
    clock.set('2026-01-02T00:00:00Z');
    await expect(sessionOf(token).devices.list()).rejects.toMatchObject({ type: 'client_session_expired' });
  });

  it('updates the accounts of a session that exists to those given, or adds them by assumption', async () => {
    for (const existing_client_session of ['replace', 'add'] as const) {
      const { seam, mine, other } = start({ existing_client_session });
      const user_identifier_key = 'guest-1';
      await seam.clientSessions.create({ user_identifier_key, connected_account_ids: [mine] });
      const { connected_account_ids } = await seam.clientSessions.getOrCreate({
        user_identifier_key,
        connected_account_ids: [other],
      });
      expect(connected_account_ids).toEqual(existing_client_session === 'add' ? [mine, other] : [other]);
    }
  });
});

describe('the token', () => {
  it('is refused after the session is revoked, which does not delete the session', async () => {
    const { seam, state, sessionOf } = start();
    const { token, client_session_id } = await seam.clientSessions.create({});
    await seam.clientSessions.revoke({ client_session_id });
    await expect(sessionOf(token).devices.list()).rejects.toMatchObject({
      statusCode: 401,
      type: 'client_session_revoked',
    });
    expect(await seam.clientSessions.get({ client_session_id })).toMatchObject({ client_session_id });
    expect(state.events.size).toBe(0);
  });

  it('is refused after the session is deleted, with an event', async () => {
    const { seam, sessionOf } = start();
    const { token, client_session_id } = await seam.clientSessions.create({});
    await seam.clientSessions.delete({ client_session_id });
    await expect(sessionOf(token).devices.list()).rejects.toMatchObject({
      statusCode: 401,
      type: 'client_session_not_found',
    });
    expect(
      await seam.events.list({ since: '2025-01-01T00:00:00Z', event_type: 'client_session.deleted' }),
    ).toMatchObject([{ client_session_id }]);
  });
});

describe('grant_access', () => {
  it('adds accounts, webviews and a user identity to what the session has', async () => {
    const { seam, add, mine, other } = start();
    const { client_session_id } = await seam.clientSessions.create({ connected_account_ids: [mine] });
    const { user_identity_id } = add.userIdentity();
    await seam.clientSessions.grantAccess({
      client_session_id,
      connected_account_ids: [other],
      user_identity_id,
    });
    expect(await seam.clientSessions.get({ client_session_id })).toMatchObject({
      connected_account_ids: [mine, other],
      user_identity_id,
      user_identity_ids: [user_identity_id],
      device_count: 2,
    });
  });
});
