import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../test/checked-fake.test-helper.ts';

const since = '2025-01-01T00:00:00Z';
const refused = { statusCode: 401, type: 'unauthorized' };

/** Two accounts with a lock each, and a user identity that may use a third lock; the session has the first account. */
const start = (assumptions = {}) => {
  const fake = createCheckedFake({ seed: 'empty', assumptions });
  const { add, state, as } = fake;
  const { connected_account_id } = add.connectedAccount();
  const other = add.connectedAccount().connected_account_id;
  const own = add.device({ connected_account_id }).device_id;
  const foreign = add.device({ connected_account_id: other }).device_id;
  const granted = add.device({ connected_account_id: other }).device_id;
  const { user_identity_id } = add.userIdentity();
  state.deviceAccess.add(user_identity_id, granted);
  const session = add.clientSession({ connected_account_ids: [connected_account_id], user_identity_id });
  const guest = as({ clientSessionToken: session.token });
  return { ...fake, connected_account_id, other, own, foreign, granted, user_identity_id, session, guest };
};

describe('with a client session', () => {
  it('lists the devices of its accounts and of its user identity', async () => {
    const { guest, seam, session, own, granted, foreign } = start();
    expect((await guest.devices.list()).map(({ device_id }) => device_id)).toEqual([own, granted]);
    await expect(guest.devices.get({ device_id: foreign })).rejects.toMatchObject(refused);
    expect((await guest.devices.get({ device_id: own })).device_id).toBe(own);
    const { client_session_id } = session;
    expect(await seam.clientSessions.get({ client_session_id })).toMatchObject({ device_count: 2 });
  });

  it('lists only the devices of its accounts, with that assumption', async () => {
    const { guest, own, granted } = start({ session_sees_identity_devices: false });
    expect((await guest.devices.list()).map(({ device_id }) => device_id)).toEqual([own]);
    await expect(guest.devices.get({ device_id: granted })).rejects.toMatchObject(refused);
  });

  it('cannot change resources of others', async () => {
    const { guest, state, foreign } = start();
    await expect(guest.devices.update({ device_id: foreign, name: 'Mine' })).rejects.toMatchObject(refused);
    expect(state.devices.get(foreign)?.display_name).toBe('Lock');
  });

  it('returns 404 for missing resources', async () => {
    const { guest } = start();
    const device_id = '00000000-0000-4000-8000-000000000000';
    await expect(guest.devices.get({ device_id })).rejects.toMatchObject({ type: 'device_not_found' });
  });

  it('lists only its own person, with its ACS users, systems, entrances and credentials', async () => {
    const { guest, add, state, other, user_identity_id } = start();
    const { acs_system_id } = add.acsSystem({ connected_account_id: other });
    add.acsSystem({ connected_account_id: other });
    const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id });
    const otherPerson = add.userIdentity();
    const otherUser = add.acsUser({ acs_system_id, user_identity_id: otherPerson.user_identity_id });
    const { acs_entrance_id } = add.acsEntrance({ acs_system_id });
    add.acsEntrance({ acs_system_id });
    state.entranceAccess.add(acs_user_id, acs_entrance_id);
    const { acs_credential_id } = add.acsCredential({ acs_user_id });
    add.acsCredential({ acs_user_id: otherUser.acs_user_id });

    expect(await guest.userIdentities.list()).toMatchObject([{ user_identity_id }]);
    expect(await guest.acs.users.list()).toMatchObject([{ acs_user_id }]);
    expect(await guest.acs.systems.list()).toMatchObject([{ acs_system_id }]);
    expect(await guest.acs.entrances.list()).toMatchObject([{ acs_entrance_id }]);
    expect(await guest.acs.credentials.list({ acs_system_id })).toMatchObject([{ acs_credential_id }]);
    await expect(
      guest.userIdentities.listAcsSystems({ user_identity_id: otherPerson.user_identity_id }),
    ).rejects.toMatchObject(refused);
    await expect(
      guest.acs.users.listAccessibleEntrances({ acs_user_id: otherUser.acs_user_id }),
    ).rejects.toMatchObject(refused);
  });

  it('lists only the events of its own resources', async () => {
    const { seam, guest, connected_account_id, other, own } = start();
    await seam.connectedAccounts.simulate.disconnect({ connected_account_id: other });
    await seam.connectedAccounts.simulate.disconnect({ connected_account_id });
    expect((await guest.events.list({ since })).map((event) => event.event_type)).toEqual([
      'device.disconnected',
      'connected_account.disconnected',
      'device.disconnected',
    ]);
    expect(await guest.events.list({ since, device_id: own })).toHaveLength(1);
    expect(await guest.events.list({ since, connected_account_id: other })).toHaveLength(1);
    const [, foreign] = await seam.events.list({ since });
    await expect(guest.events.get({ event_id: foreign?.event_id })).rejects.toMatchObject(refused);
  });

  it('lists its accounts and those connected by its webviews', async () => {
    const { guest, add, state, session, connected_account_id, other } = start();
    expect((await guest.connectedAccounts.get({ connected_account_id })).connected_account_id).toBe(
      connected_account_id,
    );
    await expect(guest.connectedAccounts.get({ connected_account_id: other })).rejects.toMatchObject(refused);
    const { connect_webview_id } = await guest.connectWebviews.create();
    add.connectWebview();
    expect(await guest.connectWebviews.list()).toMatchObject([{ connect_webview_id }]);
    state.connectWebviews.patch(connect_webview_id, { connected_account_id: other });
    expect(await guest.clientSessions.get()).toMatchObject({
      client_session_id: session.client_session_id,
      connected_account_ids: [connected_account_id, other],
    });
    expect(await guest.devices.list()).toHaveLength(3);
  });

  it('lists only itself as a client session', async () => {
    const { guest, add, session } = start();
    const { client_session_id } = add.clientSession({ user_identifier_key: 'other' });
    expect((await guest.clientSessions.get()).token).toBe(session.token);
    await expect(guest.clientSessions.get({ client_session_id })).rejects.toMatchObject(refused);
    await expect(guest.clientSessions.get({ user_identifier_key: 'other' })).rejects.toMatchObject(refused);
    await expect(
      guest.clientSessions.get({ client_session_id: session.client_session_id, user_identifier_key: 'x' }),
    ).rejects.toMatchObject({ type: 'invalid_options' });
  });
});
