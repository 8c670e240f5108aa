import type { ConnectWebviewsCreateParams } from '@org/seam-core';
import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';
import type { FakeSeamOptions } from '../../fake/options.ts';
import type { WebviewCompletion } from './complete.ts';

const since = '2025-01-01T00:00:00Z';
const minute = 60_000;

const start = async (params: ConnectWebviewsCreateParams = {}, options: FakeSeamOptions = {}) => {
  const fake = createCheckedFake({ seed: 'empty', ...options });
  const { connect_webview_id } = await fake.seam.connectWebviews.create(params);
  const complete = (completion?: WebviewCompletion) =>
    fake.completeConnectWebview(connect_webview_id, completion);
  const webview = () => fake.seam.connectWebviews.get({ connect_webview_id });
  const account = async () => {
    const { connected_account_id } = await webview();
    return fake.seam.connectedAccounts.get({ connected_account_id: connected_account_id ?? '' });
  };
  const eventTypes = () => [...fake.state.events].map(({ event_type }) => event_type);
  return { ...fake, connect_webview_id, complete, webview, account, eventTypes };
};

describe('a connect webview', () => {
  it('shows by polling that its user has logged in, and to which account', async () => {
    const { complete, webview, seam } = await start({ accepted_providers: ['schlage'] });
    expect(await webview()).toMatchObject({
      status: 'pending',
      login_successful: false,
      connected_account_id: null,
      authorized_at: null,
      selected_provider: null,
    });
    complete();
    const authorized = await webview();
    expect(authorized).toMatchObject({
      status: 'authorized',
      login_successful: true,
      authorized_at: '2026-01-01T00:00:00.000Z',
      selected_provider: 'schlage',
    });
    const connected_account_id = authorized.connected_account_id ?? '';
    expect(await seam.devices.list({ connected_account_id })).toHaveLength(1);
  });

  it('is named by the events of a login', async () => {
    const { complete, seam, connect_webview_id, webview } = await start();
    complete();
    const { connected_account_id } = await webview();
    const events = await seam.events.list({ since, connect_webview_id });
    expect(events.map((event) => event.event_type)).toEqual([
      'connect_webview.login_succeeded',
      'connected_account.connected',
      'connected_account.created',
      'connected_account.successful_login',
    ]);
    for (const event of events) expect(event).toMatchObject({ connected_account_id });
  });

  it('stays without an account when the login fails', async () => {
    const { complete, webview, state, eventTypes } = await start();
    complete({ succeed: false });
    expect(await webview()).toMatchObject({
      status: 'failed',
      login_successful: false,
      connected_account_id: null,
    });
    expect(state.connectedAccounts.size).toBe(0);
    expect(eventTypes()).toEqual(['connect_webview.login_failed']);
  });

  it('is used once', async () => {
    const { complete } = await start();
    complete();
    expect(() => complete()).toThrow('is not pending: its status is authorized');
  });

  it('can be deleted or ignored afterwards', async () => {
    const { complete, seam, connect_webview_id, state } = await start();
    complete();
    await seam.connectWebviews.delete({ connect_webview_id });
    expect(state.connectedAccounts.size).toBe(1);
  });
});

describe('the redirection of a connect webview', () => {
  const custom_redirect_url = 'https://example.com/done?step=2';
  const custom_redirect_failure_url = 'https://example.com/failed';

  it('adds the id of the webview', async () => {
    const { complete, connect_webview_id } = await start({
      custom_redirect_url,
      custom_redirect_failure_url,
    });
    expect(complete()).toBe(`https://example.com/done?step=2&connect_webview_id=${connect_webview_id}`);
  });

  it.each([
    [{ custom_redirect_url, custom_redirect_failure_url }, '/failed'],
    [{ custom_redirect_url }, '/done'],
  ])('adds an error code and a message after a failure: %j', async (params, pathname) => {
    const { complete, connect_webview_id } = await start(params);
    const url = new URL(complete({ succeed: false }) ?? '');
    expect(url.pathname).toBe(pathname);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      connect_webview_id,
      error_code: 'login_failed',
      error_message: 'The login failed.',
    });
  });

  it('does not happen without a URL', async () => {
    const { complete } = await start();
    expect(complete()).toBeNull();
  });
});

describe('the devices of a new account', () => {
  const assumptions = { first_sync_ms: minute };

  it('are there after connected_account.completed_first_sync', async () => {
    const { complete, webview, seam, clock, eventTypes } = await start({}, { assumptions });
    complete({ devices: [{ name: 'Front' }, { name: 'Back' }] });
    expect((await webview()).status).toBe('authorized');
    expect(await seam.devices.list()).toEqual([]);
    clock.advance(minute);
    expect(eventTypes().at(-1)).toBe('connected_account.completed_first_sync');
    expect(await seam.devices.list()).toHaveLength(2);
  });

  it('are there when a webview that waits for them is completed', async () => {
    const params = { wait_for_device_creation: true };
    const { complete, webview, seam, clock, eventTypes } = await start(params, { assumptions });
    complete();
    expect(await webview()).toMatchObject({ status: 'pending', login_successful: true });
    expect(() => complete()).toThrow('is not pending: its status is pending, with a login');
    clock.advance(minute);
    expect(eventTypes().slice(-2)).toEqual([
      'connected_account.completed_first_sync',
      'connect_webview.login_succeeded',
    ]);
    const { status, connected_account_id } = await webview();
    expect(status).toBe('authorized');
    expect(await seam.devices.list({ connected_account_id: connected_account_id ?? '' })).toHaveLength(1);
  });

  it.each([true, false])('are managed: %s, as the webview says', async (automatically_manage_new_devices) => {
    const { complete, account, state } = await start({ automatically_manage_new_devices });
    complete();
    expect((await account()).automatically_manage_new_devices).toBe(automatically_manage_new_devices);
    expect([...state.devices]).toMatchObject([{ is_managed: automatically_manage_new_devices }]);
  });

  it.each([
    ['visionline', 'visionline_system'],
    ['salto_ks', 'salto_ks_site'],
  ] as const)('are an access system for %s', async (provider, external_type) => {
    const { complete, webview, seam } = await start({ accepted_providers: [provider] });
    complete();
    const { connected_account_id } = await webview();
    expect(await seam.acs.systems.list({ connected_account_id: connected_account_id ?? '' })).toMatchObject([
      { external_type },
    ]);
    expect(await seam.devices.list()).toEqual([]);
  });
});

describe('the capabilities that a connect webview accepts', () => {
  it.each([
    ['smartthings', ['lock'], 'smartthings_lock'],
    ['honeywell_resideo', ['thermostat'], 'honeywell_resideo_thermostat'],
    ['minut', ['noise_sensor'], 'minut_sensor'],
  ] as const)(
    'are by default those of its providers: %s',
    async (provider, accepted_capabilities, device_type) => {
      const { complete, webview, account, state } = await start({ accepted_providers: [provider] });
      expect((await webview()).accepted_capabilities).toEqual(accepted_capabilities);
      complete();
      expect((await account()).accepted_capabilities).toEqual(accepted_capabilities);
      expect([...state.devices]).toMatchObject([{ device_type }]);
    },
  );

  it('restrict the devices that it connects', async () => {
    const devices = [{ device_type: 'smartthings_lock' }, { device_type: 'smartthings_thermostat' }] as const;
    const types = async (params: ConnectWebviewsCreateParams) => {
      const { complete, state } = await start({ accepted_providers: ['smartthings'], ...params });
      complete({ devices });
      return [...state.devices].map(({ device_type }) => device_type);
    };
    expect(await types({})).toEqual(['smartthings_lock']);
    expect(await types({ accepted_capabilities: ['thermostat'] })).toEqual(['smartthings_thermostat']);
    expect(await types({ accepted_capabilities: ['lock', 'thermostat'] })).toHaveLength(2);
  });
});

describe('what a connect webview passes on to its account', () => {
  it('is its custom metadata, which is empty without any', async () => {
    const custom_metadata = { internal_account_id: 'user-1' };
    const tagged = await start({ custom_metadata });
    tagged.complete();
    expect((await tagged.account()).custom_metadata).toEqual(custom_metadata);
    const plain = await start();
    plain.complete();
    expect([(await plain.webview()).custom_metadata, (await plain.account()).custom_metadata]).toEqual([
      {},
      {},
    ]);
  });

  it('is its customer, also for the devices, and for an account that exists without one', async () => {
    const customer_key = 'acme';
    const { complete, add, seam, account } = await start({ customer_key });
    const user_identifier = { email: 'jane@example.com' };
    const { connected_account_id } = add.connectedAccount({ user_identifier });
    const { device_id } = add.device({ connected_account_id });
    complete({ user_identifier });
    expect(await account()).toMatchObject({ connected_account_id, customer_key });
    expect(await seam.devices.list({ customer_key })).toMatchObject([{ device_id }]);
  });

  it('is refused by an account of another customer', async () => {
    const { complete, add, webview, state } = await start({ customer_key: 'acme' });
    const user_identifier = { email: 'jane@example.com' };
    add.connectedAccount({ user_identifier, customer_key: 'other' });
    complete({ user_identifier });
    expect((await webview()).status).toBe('failed');
    expect([...state.connectedAccounts]).toMatchObject([{ customer_key: 'other' }]);
  });

  it('is nothing when more than 50 pairs of metadata are requested', async () => {
    const pairs = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key${index}`, 'value']));
    await expect(start({ custom_metadata: pairs })).rejects.toMatchObject({ type: 'invalid_input' });
  });
});

describe('a URL to redirect to', () => {
  it.each(['custom_redirect_url', 'custom_redirect_failure_url'])('is absolute: %s', async (name) => {
    const { seam } = createCheckedFake({ seed: 'empty' });
    await expect(seam.connectWebviews.create({ [name]: '/done' })).rejects.toMatchObject({
      statusCode: 400,
      type: 'invalid_input',
    });
    const webview = await seam.connectWebviews.create({ [name]: 'my-app://done' });
    expect(webview).toMatchObject({ [name]: 'my-app://done' });
  });
});
