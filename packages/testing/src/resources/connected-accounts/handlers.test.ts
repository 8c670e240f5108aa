import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';

const since = '2025-01-01T00:00:00Z';

/** An account with a lock and its access code, and an access system with one resource of each type. */
const start = () => {
  const fake = createCheckedFake({ seed: 'empty' });
  const { add, state, workspaceId: workspace_id } = fake;
  const { connected_account_id } = add.connectedAccount({
    user_identifier: { email: 'owner@example.com' },
    custom_metadata: { building: 'north' },
  });
  const { device_id } = add.device({ connected_account_id });
  const { acs_system_id } = add.acsSystem({ connected_account_id });
  const { acs_user_id } = add.acsUser({ acs_system_id });
  const { acs_entrance_id } = add.acsEntrance({ acs_system_id });
  const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id });
  add.acsEncoder({ acs_system_id });
  add.acsCredential({ acs_user_id });
  state.entranceAccess.add(acs_user_id, acs_entrance_id);
  state.groupMembers.add(acs_user_id, acs_access_group_id);
  state.groupEntrances.add(acs_access_group_id, acs_entrance_id);
  const eventTypes = () => [...state.events].map(({ event_type }) => event_type);
  return { ...fake, workspace_id, connected_account_id, device_id, acs_system_id, eventTypes };
};

describe('connected accounts', () => {
  it('are found by id and by the email address of the login', async () => {
    const { seam, connected_account_id } = start();
    const account = await seam.connectedAccounts.get({ connected_account_id });
    expect(account).not.toHaveProperty('workspace_id');
    expect(await seam.connectedAccounts.get({ email: 'owner@example.com' })).toEqual(account);
    await expect(seam.connectedAccounts.get({ email: 'unknown@example.com' })).rejects.toMatchObject({
      type: 'connected_account_not_found',
    });
  });

  it('are listed by metadata, customer, space, key and search', async () => {
    const { seam, add, state, connected_account_id } = start();
    const other = add.connectedAccount({ customer_key: 'acme' }).connected_account_id;
    add.clientSession({ user_identifier_key: 'guest-1', connected_account_ids: [other] });
    const { space_id } = await seam.spaces.create({ name: 'North' });
    state.spaceAccounts.add(space_id, connected_account_id);
    const ids = async (params: Parameters<typeof seam.connectedAccounts.list>[0]) =>
      (await seam.connectedAccounts.list(params)).map((row) => row.connected_account_id);
    expect(await ids({ custom_metadata_has: { building: 'north' } })).toEqual([connected_account_id]);
    expect(await ids({ customer_key: 'acme' })).toEqual([other]);
    expect(await ids({ space_id })).toEqual([connected_account_id]);
    expect(await ids({ user_identifier_key: 'guest-1' })).toEqual([other]);
    expect(await ids({ search: 'OWNER@' })).toEqual([connected_account_id]);
    expect(await ids({ search: 'north' })).toEqual([connected_account_id]);
  });

  it('replace their metadata as a whole, and keep their customer', async () => {
    const { seam, state, connected_account_id, device_id } = start();
    await seam.connectedAccounts.update({
      connected_account_id,
      custom_metadata: { floor: '1', old: null, empty: '' },
      customer_key: 'acme',
      display_name: 'North',
    });
    expect(await seam.connectedAccounts.get({ connected_account_id })).toMatchObject({
      custom_metadata: { floor: '1' },
      customer_key: 'acme',
      display_name: 'North',
    });
    expect(state.connectedAccounts.get(connected_account_id)?.custom_metadata).toEqual({ floor: '1' });
    expect(state.devices.get(device_id)?.customer_key).toBe('acme');
    await seam.connectedAccounts.update({ connected_account_id, customer_key: 'acme' });
    await expect(
      seam.connectedAccounts.update({ connected_account_id, customer_key: 'other' }),
    ).rejects.toMatchObject({ statusCode: 400 });
  });

  it('are synchronized without a change', async () => {
    const { seam, connected_account_id } = start();
    const before = await seam.connectedAccounts.get({ connected_account_id });
    await seam.connectedAccounts.sync({ connected_account_id });
    expect(await seam.connectedAccounts.get({ connected_account_id })).toEqual(before);
  });

  it('show once that they and their devices are disconnected', async () => {
    const { seam, add, connected_account_id, device_id, eventTypes } = start();
    add.device({ connected_account_id, is_managed: false });
    await seam.connectedAccounts.simulate.disconnect({ connected_account_id });
    await seam.connectedAccounts.simulate.disconnect({ connected_account_id });
    const account = await seam.connectedAccounts.get({ connected_account_id });
    expect(account.errors).toMatchObject([{ error_code: 'account_disconnected' }]);
    const device = await seam.devices.get({ device_id });
    expect(device.errors).toMatchObject([
      { error_code: 'account_disconnected', is_connected_account_error: true, is_device_error: false },
    ]);
    expect(device.properties.online).toBe(false);
    expect(eventTypes()).toEqual([
      'connected_account.disconnected',
      'device.disconnected',
      'device.unmanaged.disconnected',
      'acs_system.disconnected',
    ]);
    expect(await seam.events.list({ since, device_id })).toMatchObject([
      {
        error_code: 'account_disconnected',
        device_errors: [{ error_code: 'account_disconnected' }],
        connected_account_errors: [{ error_code: 'account_disconnected' }],
        connected_account_custom_metadata: { building: 'north' },
      },
    ]);
  });

  it('are disconnected in a sandbox only', async () => {
    const { add, as } = start();
    const { workspace_id } = add.workspace({ is_sandbox: false });
    const { connected_account_id } = add.connectedAccount({ workspace_id });
    const real = as({ apiKey: add.apiKey(workspace_id) });
    await expect(real.connectedAccounts.simulate.disconnect({ connected_account_id })).rejects.toMatchObject({
      type: 'workspace_not_sandbox',
    });
  });

  it('are deleted with their devices and access systems', async () => {
    const { seam, add, state, connected_account_id, device_id, eventTypes } = start();
    const other = add.device({ connected_account_id: add.connectedAccount().connected_account_id });
    const webview = add.connectWebview({ connected_account_id, status: 'authorized' });
    const session = add.clientSession({ connected_account_ids: [connected_account_id] });
    const { user_identity_id } = add.userIdentity();
    state.deviceAccess.add(user_identity_id, device_id);
    state.deviceAccess.add(user_identity_id, other.device_id);
    add.accessCode({ device_id, code: '1234' });
    await seam.connectedAccounts.simulate.disconnect({ connected_account_id });

    await seam.connectedAccounts.delete({ connected_account_id });
    expect([...state.devices]).toEqual([other]);
    for (const part of [
      'accessCodes',
      'acsSystems',
      'acsUsers',
      'acsEntrances',
      'acsAccessGroups',
      'acsEncoders',
      'acsCredentials',
    ] as const)
      expect({ part, size: state[part].size }).toEqual({ part, size: 0 });
    expect(state.connectWebviews.get(webview.connect_webview_id)?.connected_account_id).toBeNull();
    expect(state.clientSessions.get(session.client_session_id)?.connected_account_ids).toEqual([]);
    expect(state.deviceAccess.rightsOf(user_identity_id)).toEqual([other.device_id]);
    expect(eventTypes()).toEqual([
      'access_code.deleted',
      'device.deleted',
      'acs_credential.deleted',
      'acs_user.deleted',
      'acs_access_group.deleted',
      'acs_entrance.removed',
      'acs_encoder.removed',
      'connected_account.deleted',
    ]);
    expect((await seam.events.list({ since })).at(-1)).toMatchObject({
      connected_account_id,
      connected_account_type: 'august',
    });
    await expect(seam.connectedAccounts.delete({ connected_account_id })).rejects.toMatchObject({
      type: 'connected_account_not_found',
    });
  });

  it('are deleted without touching another workspace', async () => {
    const { seam, add, state } = start();
    const { workspace_id } = add.workspace();
    const { connected_account_id } = add.connectedAccount({ workspace_id });
    await expect(seam.connectedAccounts.delete({ connected_account_id })).rejects.toMatchObject({
      statusCode: 404,
    });
    expect(state.connectedAccounts.get(connected_account_id)).toBeDefined();
  });
});
