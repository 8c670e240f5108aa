import { describe, expect, it } from 'vitest';
import { accountScene } from './account-scene.test-helper.ts';

const since = '2025-01-01T00:00:00Z';
const minute = 60_000;

describe('a connected account', () => {
  it('stores the login and the type of the account, and when it was connected', async () => {
    const { seam, login } = accountScene();
    const user_identifier = { email: 'ben@example.com' };
    const connect_webview_id = await login({}, { provider: 'schlage', user_identifier });
    const { connected_account_id } = await seam.connectWebviews.get({ connect_webview_id });
    expect(await seam.connectedAccounts.get({ email: 'ben@example.com' })).toMatchObject({
      connected_account_id,
      user_identifier,
      account_type: 'schlage',
      account_type_display_name: 'Schlage',
      created_at: '2026-01-01T00:00:00.000Z',
      automatically_manage_new_devices: true,
      custom_metadata: {},
      errors: [],
      warnings: [],
    });
  });

  it('has at most 50 pairs of custom metadata', async () => {
    const { seam, connected_account_id } = accountScene();
    const pairs = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'value']));
    await seam.connectedAccounts.update({ connected_account_id, custom_metadata: pairs(50) });
    await expect(
      seam.connectedAccounts.update({ connected_account_id, custom_metadata: pairs(51) }),
    ).rejects.toMatchObject({ type: 'invalid_input' });
  });

  it('passes its customer on to its devices, once', async () => {
    const { seam, connected_account_id, device_id } = accountScene();
    await seam.connectedAccounts.update({ connected_account_id, customer_key: 'acme' });
    expect(await seam.devices.list({ customer_key: 'acme' })).toMatchObject([{ device_id }]);
    await expect(
      seam.connectedAccounts.update({ connected_account_id, customer_key: 'other' }),
    ).rejects.toMatchObject({ type: 'invalid_input' });
  });

  it('is removed with its devices and their events, but not from its provider', async () => {
    const { seam, connected_account_id, device_id, login, user_identifier } = accountScene();
    await seam.devices.simulate.disconnect({ device_id });
    await seam.connectedAccounts.delete({ connected_account_id });
    const types = (await seam.events.list({ since, connected_account_id })).map((event) => event.event_type);
    expect(types).toEqual(['device.deleted', 'connected_account.deleted']);
    await login({}, { user_identifier });
    expect(await seam.connectedAccounts.list()).toMatchObject([{ user_identifier, errors: [] }]);
  });
});

describe('a disconnected account', () => {
  it.each(['its provider', 'a simulation'])(
    'shows an error on itself, its devices and systems, by %s',
    async (by) => {
      const { seam, provider, connected_account_id, device_id, acs_system_id, account, eventTypes } =
        accountScene();
      if (by === 'its provider') provider.disconnectAccount(connected_account_id);
      else await seam.connectedAccounts.simulate.disconnect({ connected_account_id });
      const errors = [{ error_code: 'account_disconnected' }];
      expect(await account()).toMatchObject({ errors });
      expect(await seam.devices.get({ device_id })).toMatchObject({ errors, properties: { online: false } });
      expect(await seam.acs.systems.get({ acs_system_id })).toMatchObject({ errors });
      expect(eventTypes()).toEqual([
        'connected_account.disconnected',
        'device.disconnected',
        'acs_system.disconnected',
      ]);
    },
  );

  it('leaves open whether its access codes are on their devices, until it is connected again', async () => {
    const { seam, provider, connected_account_id, device_id } = accountScene();
    const { access_code_id } = await seam.accessCodes.create({ device_id, code: '1234' });
    const status = async () => (await seam.accessCodes.get({ access_code_id })).status;
    provider.disconnectAccount(connected_account_id);
    expect(await status()).toBe('unknown');
    const late = await seam.accessCodes.create({ device_id, code: '5678' });
    provider.reconnectAccount(connected_account_id);
    expect(await status()).toBe('set');
    expect((await seam.accessCodes.get({ access_code_id: late.access_code_id })).status).toBe('set');
  });

  it('does not report devices that were offline before', async () => {
    const { seam, provider, connected_account_id, device_id, eventTypes } = accountScene();
    await seam.devices.simulate.disconnect({ device_id });
    provider.disconnectAccount(connected_account_id);
    expect(eventTypes().filter((type) => type === 'device.disconnected')).toHaveLength(1);
    provider.reconnectAccount(connected_account_id);
    expect(eventTypes()).not.toContain('device.connected');
    expect((await seam.devices.get({ device_id })).errors).toMatchObject([
      { error_code: 'device_disconnected' },
    ]);
  });

  it('is connected again by a login of the same user in a new connect webview', async () => {
    const { seam, provider, login, connected_account_id, device_id, acs_system_id, account, ...fake } =
      accountScene();
    provider.disconnectAccount(connected_account_id);
    const before = fake.eventTypes().length;
    const connect_webview_id = await login({}, { user_identifier: fake.user_identifier });
    expect(await seam.connectWebviews.get({ connect_webview_id })).toMatchObject({ connected_account_id });
    expect(await seam.connectedAccounts.list()).toMatchObject([{ connected_account_id, errors: [] }]);
    expect(await seam.devices.list()).toMatchObject([
      { device_id, errors: [], properties: { online: true } },
    ]);
    expect((await seam.acs.systems.get({ acs_system_id })).errors).toEqual([]);
    expect(fake.eventTypes().slice(before)).toEqual([
      'connect_webview.login_succeeded',
      'connected_account.successful_login',
      'connected_account.connected',
      'device.connected',
      'acs_system.connected',
      'connected_account.completed_first_sync_after_reconnection',
    ]);
    const [connected] = await seam.events.list({ since, event_type: 'connected_account.connected' });
    expect(connected).toMatchObject({ connected_account_id, connect_webview_id });
  });

  it('is the one that a login without a name connects', async () => {
    const { state, provider, login, connected_account_id } = accountScene();
    provider.disconnectAccount(connected_account_id);
    await login();
    expect([...state.connectedAccounts]).toMatchObject([{ connected_account_id, errors: [] }]);
    await login();
    expect(state.connectedAccounts.size).toBe(2);
  });

  it('has its devices after the first sync that follows the reconnection', async () => {
    const { seam, provider, clock, connected_account_id, device_id, account, eventTypes } = accountScene({
      assumptions: { first_sync_ms: minute },
    });
    provider.disconnectAccount(connected_account_id);
    provider.reconnectAccount(connected_account_id);
    expect((await account()).errors).toEqual([]);
    expect((await seam.devices.get({ device_id })).properties.online).toBe(false);
    clock.advance(minute);
    expect((await seam.devices.get({ device_id })).properties.online).toBe(true);
    expect(eventTypes().at(-1)).toBe('connected_account.completed_first_sync_after_reconnection');
  });

  it('gets the custom metadata of the connect webview, if that has any', async () => {
    const { state, provider, login, connected_account_id, account } = accountScene();
    state.connectedAccounts.patch(connected_account_id, { custom_metadata: { floor: '1' } });
    provider.disconnectAccount(connected_account_id);
    await login();
    expect((await account()).custom_metadata).toEqual({ floor: '1' });
    provider.disconnectAccount(connected_account_id);
    await login({ custom_metadata: { building: 'north' } });
    expect((await account()).custom_metadata).toEqual({ building: 'north' });
  });
});

describe('an account whose provider asks for a new login', () => {
  it('stays connected, with a warning, until a new login', async () => {
    const { seam, provider, login, connected_account_id, device_id, account, eventTypes } = accountScene();
    provider.requestReauthorization(connected_account_id);
    provider.requestReauthorization(connected_account_id);
    expect(eventTypes()).toEqual(['connected_account.reauthorization_requested']);
    expect(await account()).toMatchObject({
      errors: [],
      warnings: [{ warning_code: 'account_reauthorization_requested' }],
    });
    expect((await seam.devices.get({ device_id })).properties.online).toBe(true);
    await login();
    expect(await account()).toMatchObject({ errors: [], warnings: [] });
  });
});
