import { describe, expect, it } from 'vitest';
import { createAdd } from '../../fake/add.ts';
import { defaultAssumptions } from '../../fake/assumptions.ts';
import { jobs } from '../../fake/jobs.ts';
import { World } from '../../fake/world.ts';
import { completeConnectWebview } from './complete.ts';

const start = (overrides = {}) => {
  const world = new World({
    now: '2026-01-01T00:00:00Z',
    endpoint: 'https://seam.test',
    assumptions: defaultAssumptions,
    jobs,
    randomSeed: 1,
  });
  const add = createAdd(world, '');
  const { workspace_id } = add.workspace();
  const { connect_webview_id } = add.connectWebview({ workspace_id, ...overrides });
  const eventTypes = () => [...world.state.events].map(({ event_type }) => event_type);
  return { world, state: world.state, connect_webview_id, eventTypes };
};

describe('a connect webview that is completed', () => {
  it('adds an account with the settings of the webview, and a device', () => {
    const { world, state, connect_webview_id, eventTypes } = start({
      custom_metadata: { building: 'north' },
      customer_key: 'acme',
    });
    completeConnectWebview(world, connect_webview_id, { provider: 'schlage', device: { name: 'Shed' } });
    const [account] = state.connectedAccounts;
    expect(account).toMatchObject({
      account_type: 'schlage',
      custom_metadata: { building: 'north' },
      customer_key: 'acme',
    });
    expect(state.connectWebviews.get(connect_webview_id)).toMatchObject({
      status: 'authorized',
      login_successful: true,
      authorized_at: '2026-01-01T00:00:00.000Z',
      connected_account_id: account?.connected_account_id,
      selected_provider: 'schlage',
    });
    expect([...state.devices]).toMatchObject([
      { display_name: 'Shed', is_managed: true, customer_key: 'acme' },
    ]);
    expect(eventTypes()).toEqual([
      'connect_webview.login_succeeded',
      'connected_account.connected',
      'connected_account.created',
      'connected_account.successful_login',
      'device.connected',
      'device.added',
      'connected_account.completed_first_sync',
    ]);
  });

  it('adds an unmanaged device when new devices are not managed automatically', () => {
    const { world, state, connect_webview_id, eventTypes } = start({
      automatically_manage_new_devices: false,
    });
    completeConnectWebview(world, connect_webview_id);
    expect([...state.devices]).toMatchObject([{ is_managed: false }]);
    expect(eventTypes()).toContain('device.unmanaged.connected');
  });

  it('adds nothing when the login fails', () => {
    const { world, state, connect_webview_id, eventTypes } = start();
    completeConnectWebview(world, connect_webview_id, { succeed: false });
    expect(state.connectWebviews.get(connect_webview_id)).toMatchObject({
      status: 'failed',
      login_successful: false,
    });
    expect(state.connectedAccounts.size).toBe(0);
    expect(eventTypes()).toEqual(['connect_webview.login_failed']);
  });

  it('is completed once, with a provider that it accepts', () => {
    const { world, connect_webview_id } = start({ accepted_providers: ['nuki'] });
    expect(() => completeConnectWebview(world, connect_webview_id, { provider: 'august' })).toThrow(
      /accepts nuki, not august/,
    );
    completeConnectWebview(world, connect_webview_id);
    expect(() => completeConnectWebview(world, connect_webview_id)).toThrow(/is not pending/);
    expect(() => completeConnectWebview(world, 'none')).toThrow(
      /No connect webview found with the id "none"/,
    );
  });
});
