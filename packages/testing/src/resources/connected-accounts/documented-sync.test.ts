import { SeamConfigError } from '@org/seam-core';
import { describe, expect, it } from 'vitest';
import { systemTypeOf } from '../acs/systems/system-types.ts';
import { deviceProviders } from '../devices/providers.ts';
import { accountScene } from './account-scene.test-helper.ts';

const minute = 60_000;

describe('a sync of an account', () => {
  const assumptions = { provider_sync_ms: 10 * minute };

  it('finds what changed in the account before Seam looks there again', async () => {
    const { seam, provider, clock, connected_account_id, device_id } = accountScene({ assumptions });
    const added = provider.addDevice(connected_account_id, { name: 'Shed' });
    provider.removeDevice(device_id);
    const devices = async () =>
      (await seam.devices.list()).map((row) => [row.device_id, row.errors.map((error) => error.error_code)]);
    expect(await devices()).toEqual([[device_id, []]]);
    await seam.connectedAccounts.sync({ connected_account_id });
    expect(await devices()).toEqual([
      [device_id, ['device_removed']],
      [added, []],
    ]);
    provider.addDevice(connected_account_id);
    clock.advance(10 * minute - 1);
    expect(await devices()).toHaveLength(2);
    clock.advance(1);
    expect(await devices()).toHaveLength(3);
  });

  it('finds nothing while the account is disconnected', async () => {
    const fake = accountScene({ assumptions });
    const { seam, provider, clock, connected_account_id, state } = fake;
    provider.disconnectAccount(connected_account_id);
    provider.addDevice(connected_account_id);
    await seam.connectedAccounts.sync({ connected_account_id });
    clock.advance(60 * minute);
    expect(state.devices.size).toBe(1);
    const taken = fake.snapshot();
    fake.restore(JSON.parse(JSON.stringify(taken)) as typeof taken);
    provider.reconnectAccount(connected_account_id);
    expect(state.devices.size).toBe(2);
  });
});

describe('a device that is added in the provider’s app', () => {
  it.each([
    [true, 'device.added'],
    [false, 'device.unmanaged.connected'],
  ])('is managed: %s, as the account says', async (automatically_manage_new_devices, event_type) => {
    const { seam, provider, connected_account_id, eventTypes, state } = accountScene();
    await seam.connectedAccounts.update({ connected_account_id, automatically_manage_new_devices });
    const device_id = provider.addDevice(connected_account_id);
    expect(state.devices.get(device_id)?.is_managed).toBe(automatically_manage_new_devices);
    expect(eventTypes().at(-1)).toBe(event_type);
  });

  it('is not found unless the account accepts its capabilities', async () => {
    const { seam, provider, connected_account_id, state } = accountScene();
    const device_id = provider.addDevice(connected_account_id, { capabilities_supported: ['thermostat'] });
    expect(state.devices.get(device_id)).toBeUndefined();
    await seam.connectedAccounts.update({
      connected_account_id,
      accepted_capabilities: ['lock', 'thermostat'],
    });
    await seam.connectedAccounts.sync({ connected_account_id });
    expect(state.devices.get(device_id)).toMatchObject({ capabilities_supported: ['thermostat'] });
  });
});

describe('the provider', () => {
  it.each([
    'disconnectAccount',
    'reconnectAccount',
    'requestReauthorization',
    'addDevice',
    'removeDevice',
  ] as const)('refuses %s for an unknown id', (member) => {
    const { provider } = accountScene();
    expect(() => provider[member]('lock')).toThrow(
      new RegExp(`provider\\.${member}\\(\\): there is no .* with the id "lock"`),
    );
  });
});

describe('the id of an added device', () => {
  const assumptions = { provider_sync_ms: minute };

  it('is refused when another device has it, also one that is not found yet', async () => {
    const { provider, seam, connected_account_id, device_id } = accountScene({ assumptions });
    const again = (id: string) => () => provider.addDevice(connected_account_id, { device_id: id });
    expect(again(device_id)).toThrow(
      new SeamConfigError(`provider.addDevice(): the device_id "${device_id}" is used already.`),
    );
    const added = provider.addDevice(connected_account_id);
    expect(again(added)).toThrow(SeamConfigError);
    await seam.connectedAccounts.sync({ connected_account_id });
    expect(await seam.devices.list()).toHaveLength(2);
  });

  it('that is used before the sync keeps no other change from being found', async () => {
    const { provider, add, seam, connected_account_id, state } = accountScene({ assumptions });
    const device_id = provider.addDevice(connected_account_id);
    const other = provider.addDevice(connected_account_id);
    add.device({ device_id });
    await expect(seam.connectedAccounts.sync({ connected_account_id })).rejects.toThrow();
    expect(state.devices.get(other)).toBeDefined();
  });
});

describe('the login to a provider of access systems', () => {
  const providers = deviceProviders
    .filter(({ provider_categories }) => provider_categories.includes('access_control_systems'))
    .map(({ device_provider_name }) => device_provider_name);

  it.each(providers)('finds a system of a documented type: %s', async (provider) => {
    const { login, state, acs_system_id } = accountScene();
    await login({}, { provider });
    const found = state.acsSystems.list((system) => system.acs_system_id !== acs_system_id);
    expect(found).toHaveLength(1);
    expect(systemTypeOf(found[0]?.external_type)).not.toBe(systemTypeOf('unknown'));
  });
});

describe('the first sync of an account', () => {
  const assumptions = { first_sync_ms: minute };

  it('does not end while the account is disconnected, but with the sync after its reconnection', async () => {
    const { provider, seam, clock, login, eventTypes } = accountScene({ assumptions });
    const user_identifier = { email: 'ben@example.com' };
    const connect_webview_id = await login({ wait_for_device_creation: true }, { user_identifier });
    const account = (await seam.connectedAccounts.list()).find(
      (row) => row.user_identifier?.email === user_identifier.email,
    );
    const connected_account_id = account?.connected_account_id ?? '';
    const devices = () => seam.devices.list({ connected_account_id });
    provider.disconnectAccount(connected_account_id);
    clock.advance(2 * minute);
    await seam.connectedAccounts.sync({ connected_account_id });
    expect(await devices()).toEqual([]);
    expect(eventTypes()).not.toContain('connected_account.completed_first_sync');
    expect(await seam.connectWebviews.get({ connect_webview_id })).toMatchObject({ status: 'pending' });
    provider.reconnectAccount(connected_account_id);
    clock.advance(minute);
    expect(await devices()).toMatchObject([{ errors: [] }]);
    expect(await seam.connectWebviews.get({ connect_webview_id })).toMatchObject({ status: 'authorized' });
    expect(eventTypes().filter((type) => type === 'connected_account.completed_first_sync')).toHaveLength(1);
  });

  it('after a second reconnection does not end with the first one', () => {
    const { provider, clock, connected_account_id, eventTypes, state, device_id } = accountScene({
      assumptions,
    });
    const type = 'connected_account.completed_first_sync_after_reconnection';
    const finished = () => eventTypes().filter((event_type) => event_type === type).length;
    provider.disconnectAccount(connected_account_id);
    provider.reconnectAccount(connected_account_id);
    clock.advance(minute / 2);
    provider.disconnectAccount(connected_account_id);
    provider.reconnectAccount(connected_account_id);
    clock.advance(minute / 2);
    expect(finished()).toBe(0);
    expect(state.devices.get(device_id)?.errors).toHaveLength(1);
    clock.advance(minute / 2);
    expect(finished()).toBe(1);
    expect(state.devices.get(device_id)?.errors).toEqual([]);
  });
});
