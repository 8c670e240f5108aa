import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';
import type { DeviceOverrides } from '../devices/record.ts';

const start = (overrides: DeviceOverrides = {}, assumptions = {}) => {
  const fake = createCheckedFake({ seed: 'empty', assumptions });
  const seam = fake.as({ apiKey: fake.apiKey, waitForActionAttempt: { pollingInterval: 1 } });
  const { device_id } = fake.add.device(overrides);
  const locked = async () => (await seam.devices.get({ device_id })).properties.locked;
  const events = () => [...fake.state.events];
  return { ...fake, seam, device_id, locked, events };
};

describe('a lock', () => {
  it('confirms a remote action, which starts pending', async () => {
    const { seam, device_id, locked } = start();
    const pending = await seam.locks.unlockDoor({ device_id }, { waitForActionAttempt: false });
    expect(pending).toMatchObject({
      action_type: 'UNLOCK_DOOR',
      status: 'pending',
      result: null,
      error: null,
    });
    const { action_attempt_id } = pending;
    expect(await seam.actionAttempts.get({ action_attempt_id })).toMatchObject({
      status: 'success',
      result: { was_confirmed_by_device: true },
      error: null,
    });
    expect(await locked()).toBe(false);
  });

  it('that confirms nothing succeeds with was_confirmed_by_device: false, and reports no new state', async () => {
    const { seam, provider, device_id, locked, events } = start();
    provider.setLockConfirmation(device_id, false);
    expect(await seam.locks.unlockDoor({ device_id })).toMatchObject({
      status: 'success',
      result: { was_confirmed_by_device: false },
    });
    expect(await locked()).toBe(true);
    expect(events().map(({ event_type }) => event_type)).toEqual(['action_attempt.unlock_door.succeeded']);
    provider.unlockDevice(device_id, { method: 'remote' });
    expect(await locked()).toBe(false);
  });

  it('does not return its locked state while it is offline', async () => {
    const { seam, device_id, locked } = start();
    await seam.devices.simulate.disconnect({ device_id });
    expect(await locked()).toBeUndefined();
    await seam.devices.simulate.connect({ device_id });
    expect(await locked()).toBe(true);
  });

  it.each([
    ['device_disconnected', 'disconnect'],
    ['hub_disconnected', 'disconnectFromHub'],
  ] as const)('fails an action with %s', async (type, simulation) => {
    const { seam, device_id } = start();
    await seam.devices.simulate[simulation]({ device_id });
    await expect(seam.locks.lockDoor({ device_id })).rejects.toMatchObject({
      actionAttempt: { status: 'error', result: null, error: { type } },
    });
  });

  it.each([
    [{}, { method: 'manual' }],
    [
      { method: 'remote', is_via_bluetooth: true },
      { method: 'remote', is_via_bluetooth: true },
    ],
    [
      { method: 'card', is_via_nfc: true },
      { method: 'card', is_via_nfc: true },
    ],
  ] as const)('reports how somebody operates it: %j', async (operation, expected) => {
    const { provider, device_id, locked, events } = start();
    provider.unlockDevice(device_id, operation);
    expect(await locked()).toBe(false);
    provider.lockDevice(device_id, operation);
    expect(events()).toMatchObject([
      { event_type: 'lock.unlocked', ...expected },
      { event_type: 'lock.locked', ...expected },
    ]);
    expect(events()[0]).not.toHaveProperty('action_attempt_id');
  });

  it('names an access code that is used, and whether it is managed', () => {
    const { provider, add, device_id, events } = start();
    const { access_code_id } = add.accessCode({ device_id, code: '2468', is_managed: false });
    provider.lockDevice(device_id, { method: 'keycode', access_code_id });
    expect(provider.enterCode(device_id, '2468')).toBe(true);
    for (const event of events())
      expect(event).toMatchObject({ method: 'keycode', access_code_id, access_code_is_managed: false });
  });

  it('locks itself after its delay, when its auto-lock is enabled', () => {
    const { provider, device_id, clock, events } = start({
      device_type: 'igloohome_lock',
      properties: { auto_lock_enabled: true, auto_lock_delay_seconds: 30 },
    });
    provider.unlockDevice(device_id);
    clock.advance(30_000);
    expect(events().at(-1)).toMatchObject({ event_type: 'lock.locked', method: 'automatic' });
  });

  it.each([
    [
      'can_configure_auto_lock',
      (seam: ReturnType<typeof start>['seam'], device_id: string) =>
        seam.locks.configureAutoLock({ device_id, auto_lock_enabled: false }),
    ],
    [
      'can_unlock_with_code',
      (seam: ReturnType<typeof start>['seam'], device_id: string) =>
        seam.locks.simulate.keypadCodeEntry({ device_id, code: '1234' }),
    ],
  ] as const)('needs %s', async (flag, call) => {
    const { seam, device_id } = start({ [flag]: false });
    await expect(call(seam, device_id)).rejects.toMatchObject({ statusCode: 400, type: 'not_supported' });
  });
});

describe('a code at the keypad of a lock', () => {
  it('is denied when it is unknown', () => {
    const { provider, device_id, events } = start();
    expect(provider.enterCode(device_id, '9999')).toBe(false);
    expect(events()).toMatchObject([
      { event_type: 'lock.access_denied', device_id, reason: { reason_code: 'unknown_code' } },
    ]);
  });

  it('is denied in privacy mode', () => {
    const { provider, add, device_id, events } = start({ device_type: 'salto_lock' });
    add.accessCode({ device_id, code: '246800' });
    provider.setPrivacyMode(device_id, true);
    expect(provider.enterCode(device_id, '246800')).toBe(false);
    expect(events().at(-1)).toMatchObject({ reason: { reason_code: 'blocked_by_privacy_mode' } });
    provider.setPrivacyMode(device_id, false);
    expect(provider.enterCode(device_id, '246800')).toBe(true);
  });

  it('still opens a lock that was offline when the access code was deleted', async () => {
    const { provider, seam, device_id, events } = start();
    const { access_code_id } = await seam.accessCodes.create({ device_id, code: '2468' });
    expect(provider.enterCode(device_id, '2468')).toBe(true);
    provider.disconnectDevice(device_id);
    await seam.accessCodes.delete({ access_code_id }).catch(() => {});
    const before = events().length;
    expect(provider.enterCode(device_id, '2468')).toBe(true);
    expect(events()).toHaveLength(before);
  });

  it('can be denied for any documented reason', () => {
    const { provider, device_id, events } = start();
    provider.denyAccess(device_id, 'too_many_attempts');
    expect(events()).toMatchObject([{ reason: { reason_code: 'too_many_attempts' } }]);
  });
});
