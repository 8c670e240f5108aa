import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';
import type { DeviceOverrides } from './record.ts';

const start = (overrides: DeviceOverrides = {}) => {
  const fake = createCheckedFake({ seed: 'empty' });
  const { device_id } = fake.add.device(overrides);
  const device = async () => await fake.seam.devices.get({ device_id });
  const warnings = async () => (await device()).warnings.map(({ warning_code }) => warning_code);
  const events = () => [...fake.state.events];
  const types = () => events().map(({ event_type }) => event_type);
  return { ...fake, device_id, device, warnings, events, types };
};

describe('the battery of a device', () => {
  it.each([
    [0.05, 'critical'],
    [0.2, 'low'],
    [0.5, 'good'],
    [1, 'full'],
  ])('at %s has the status %s', async (level, status) => {
    const { provider, device_id, device } = start();
    provider.setBattery(device_id, level);
    expect((await device()).properties).toMatchObject({ battery: { level, status }, battery_level: level });
  });

  it('writes an event for a changed status, and one when it drops below the low threshold', () => {
    const { provider, device_id, events } = start();
    for (const level of [0.9, 0.25, 0.2, 0.05]) provider.setBattery(device_id, level);
    expect(events()).toMatchObject([
      { event_type: 'device.battery_status_changed', battery_status: 'low', battery_level: 0.25 },
      { event_type: 'device.low_battery', battery_level: 0.25 },
      { event_type: 'device.battery_status_changed', battery_status: 'critical' },
    ]);
  });

  it('is absent from wired devices, and from devices that are offline', async () => {
    const { provider, add, seam, device_id, device } = start();
    const wired = add.device({ device_type: 'akiles_lock' }).device_id;
    const { properties: shown } = await seam.devices.get({ device_id: wired });
    expect(shown).toMatchObject({ has_direct_power: true });
    expect(shown).not.toHaveProperty('battery');
    expect(() => provider.setBattery(wired, 0.5)).toThrow(/has no battery/);
    provider.disconnectDevice(device_id);
    const { properties } = await device();
    for (const name of ['battery', 'battery_level', 'locked']) expect(properties).not.toHaveProperty(name);
    provider.reconnectDevice(device_id);
    expect((await device()).properties).toMatchObject({ locked: true, battery: { status: 'full' } });
  });
});

describe('the connection of a device', () => {
  it('writes an event when it is lost and when it is back', () => {
    const { provider, device_id, types, events } = start();
    provider.disconnectDevice(device_id, 'hub_disconnected');
    provider.reconnectDevice(device_id);
    expect(types()).toEqual(['device.disconnected', 'device.connected']);
    expect(events()[0]).toMatchObject({ error_code: 'hub_disconnected' });
  });

  it('shows the error of its account among its own', async () => {
    const { seam, device, state, device_id } = start();
    const { connected_account_id } = await device();
    state.connectedAccounts.patch(connected_account_id, {
      errors: [{ error_code: 'account_disconnected', message: 'Gone.', created_at: '2026-01-01T00:00:00Z' }],
    });
    expect(await seam.devices.get({ device_id })).toMatchObject({
      errors: [
        { error_code: 'account_disconnected', is_connected_account_error: true, is_device_error: false },
      ],
      properties: { online: false },
    });
  });

  it('can become flaky and stable again', async () => {
    const { provider, device_id, warnings, types } = start();
    for (const quality of ['flaky', 'flaky'] as const) provider.setConnectionQuality(device_id, quality);
    expect(await warnings()).toEqual(['device_has_flaky_connection']);
    provider.setConnectionQuality(device_id, 'stable');
    expect(await warnings()).toEqual([]);
    expect(types()).toEqual(['device.connection_became_flaky', 'device.connection_stabilized']);
  });

  it('ends when the device is removed from its account', async () => {
    const { seam, device_id, device, types } = start();
    await seam.devices.simulate.remove({ device_id });
    expect(await device()).toMatchObject({
      errors: [{ error_code: 'device_removed' }],
      can_simulate_removal: false,
      properties: { online: false },
    });
    expect(types()).toEqual(['device.removed']);
  });
});

describe('a device', () => {
  it('cannot program codes without its accessory keypad', async () => {
    const { provider, device_id, device, types } = start();
    provider.setAccessoryKeypad(device_id, false);
    expect(await device()).toMatchObject({
      can_program_online_access_codes: false,
      can_unlock_with_code: false,
      can_remotely_unlock: true,
      properties: { accessory_keypad: { is_connected: false } },
    });
    provider.setAccessoryKeypad(device_id, true);
    expect((await device()).can_program_online_access_codes).toBe(true);
    expect(types()).toEqual(['device.accessory_keypad_disconnected', 'device.accessory_keypad_connected']);
  });

  it('warns of a third-party integration and of privacy mode', async () => {
    const { provider, device_id, warnings } = start({ device_type: 'salto_lock' });
    provider.setThirdPartyIntegration(device_id, true);
    provider.setPrivacyMode(device_id, true);
    expect(await warnings()).toEqual(['third_party_integration_detected', 'privacy_mode']);
    provider.setThirdPartyIntegration(device_id, false);
    provider.setPrivacyMode(device_id, false);
    expect(await warnings()).toEqual([]);
  });

  it('reports a bell, motion and tampering, with what its event says', () => {
    const { provider, device_id, events } = start({
      device_type: 'ring_camera',
      custom_metadata: { a: '1' },
    });
    provider.ringDoorbell(device_id, { image_url: 'https://example.com/bell.png' });
    provider.detectMotion(device_id, { motion_sub_type: 'human' });
    provider.tamper(device_id);
    expect(events()).toMatchObject([
      { image_url: 'https://example.com/bell.png', device_custom_metadata: { a: '1' } },
      { activation_reason: 'motion_detected', motion_sub_type: 'human' },
      { event_type: 'device.tampered' },
    ]);
  });

  it.each([
    ['tamper', ['x'], /provider\.tamper\(\): there is no device "x"/],
    ['setBattery', [2], /level must be a number from 0 to 1; got 2/],
    ['setConnectionQuality', ['bad'], /quality must be "flaky" or "stable"; got "bad"/],
    ['setPrivacyMode', [true], /only a salto_lock has a privacy mode; got a august_lock/],
    ['disconnectDevice', ['gone'], /cause must be "device_disconnected" or "hub_disconnected"/],
    ['ringDoorbell', [{ image: 'x' }], /unknown option "image"/],
    ['reportTemperature', [20], /does not support thermostat/],
    ['lockDevice', [{ method: 'foot' }], /method must be "keycode"/],
  ] as const)('refuses the wrong arguments of %s', (name, rest, message) => {
    const { provider, device_id, types } = start();
    const call = provider[name] as (...values: unknown[]) => unknown;
    expect(() => call(...(rest[0] === 'x' ? rest : [device_id, ...rest]))).toThrow(message);
    expect(types()).toEqual([]);
  });
});
