import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';
import type { DeviceOverrides } from '../devices/record.ts';

const start = (overrides: DeviceOverrides = {}) => {
  const fake = createCheckedFake({ seed: 'empty' });
  const { device_id } = fake.add.device(overrides);
  const seam = fake.as({ apiKey: fake.apiKey, waitForActionAttempt: { pollingInterval: 1 } });
  const isLocked = () => fake.state.devices.get(device_id)?.properties.locked;
  const events = () => [...fake.state.events];
  const eventTypes = () => events().map(({ event_type }) => event_type);
  return { ...fake, seam, device_id, isLocked, events, eventTypes };
};

describe('locks', () => {
  it('are locked and unlocked remotely, and write events', async () => {
    const { seam, device_id, isLocked, events } = start({ custom_metadata: { floor: '1' } });
    const { action_attempt_id } = await seam.locks.unlockDoor({ device_id });
    expect(isLocked()).toBe(false);
    await seam.locks.lockDoor({ device_id });
    expect(isLocked()).toBe(true);
    expect(events()).toMatchObject([
      { event_type: 'lock.unlocked', device_id, method: 'remote', action_attempt_id },
      { event_type: 'action_attempt.unlock_door.succeeded', action_attempt_id, status: 'success' },
      { event_type: 'lock.locked', method: 'remote', device_custom_metadata: { floor: '1' } },
      { event_type: 'action_attempt.lock_door.succeeded', device_id },
    ]);
    expect(await seam.devices.get({ device_id })).not.toHaveProperty('unlocked_at');
  });

  it('do not change when they cannot be reached', async () => {
    const { seam, device_id, isLocked, eventTypes } = start();
    await seam.devices.simulate.disconnect({ device_id });
    await expect(seam.locks.unlockDoor({ device_id })).rejects.toMatchObject({
      actionAttempt: { status: 'error', error: { type: 'device_disconnected' } },
    });
    expect(isLocked()).toBe(true);
    expect(eventTypes().slice(1)).toEqual(['action_attempt.unlock_door.failed']);
  });

  it('cannot be reached without their account', async () => {
    const { seam, state, device_id } = start();
    const { connected_account_id } = await seam.devices.get({ device_id });
    const created_at = '2026-01-01T00:00:00.000Z';
    state.connectedAccounts.patch(connected_account_id, {
      errors: [{ error_code: 'account_disconnected', message: 'Gone.', created_at }],
    });
    await expect(seam.locks.lockDoor({ device_id })).rejects.toMatchObject({
      actionAttempt: { error: { type: 'account_disconnected' } },
    });
  });

  it('are the managed devices with the capability lock', async () => {
    const { seam, add, device_id } = start({ name: 'Front' });
    const sensor = add.device({ capabilities_supported: ['noise_detection'], name: 'Sensor' }).device_id;
    const unmanaged = add.device({ is_managed: false }).device_id;
    expect(await seam.locks.list()).toMatchObject([{ device_id }]);
    expect(await seam.locks.list({ device_ids: [sensor] })).toEqual([]);
    expect((await seam.locks.get({ name: 'Front' })).device_id).toBe(device_id);
    await expect(seam.locks.get({ device_id: sensor })).rejects.toMatchObject({ type: 'device_not_found' });
    await expect(seam.locks.lockDoor({ device_id: sensor })).rejects.toMatchObject({ type: 'not_supported' });
    await expect(seam.locks.lockDoor({ device_id: unmanaged })).rejects.toMatchObject({
      type: 'device_unmanaged',
    });
  });

  it('reject actions that they do not support', async () => {
    const { seam, device_id } = start({ can_remotely_unlock: false });
    await expect(seam.locks.unlockDoor({ device_id })).rejects.toMatchObject({ type: 'not_supported' });
    await seam.locks.lockDoor({ device_id });
  });
});

describe('auto-lock', () => {
  it('locks a lock after its delay', async () => {
    const { seam, clock, device_id, isLocked, events } = start();
    await seam.locks.configureAutoLock({ device_id, auto_lock_enabled: true, auto_lock_delay_seconds: 30 });
    expect(await seam.locks.get({ device_id })).toMatchObject({
      properties: { auto_lock_enabled: true, auto_lock_delay_seconds: 30 },
    });
    await seam.locks.unlockDoor({ device_id });
    clock.advance(29_999);
    expect(isLocked()).toBe(false);
    clock.advance(1);
    expect(isLocked()).toBe(true);
    expect(events().at(-1)).toMatchObject({ event_type: 'lock.locked', method: 'automatic' });
  });

  it('restarts its delay when the lock is unlocked again, and stops when it is disabled', async () => {
    const { seam, clock, device_id, isLocked } = start();
    await seam.locks.configureAutoLock({ device_id, auto_lock_enabled: true, auto_lock_delay_seconds: 30 });
    await seam.locks.unlockDoor({ device_id });
    clock.advance(20_000);
    await seam.locks.unlockDoor({ device_id });
    clock.advance(20_000);
    expect(isLocked()).toBe(false);
    await seam.locks.configureAutoLock({ device_id, auto_lock_enabled: false });
    clock.advance(60_000);
    expect(isLocked()).toBe(false);
  });

  it('requires a delay from 1 to 60 seconds', async () => {
    const { seam, device_id } = start();
    for (const auto_lock_delay_seconds of [undefined, 0, 61])
      await expect(
        seam.locks.configureAutoLock({ device_id, auto_lock_enabled: true, auto_lock_delay_seconds }),
      ).rejects.toMatchObject({ type: 'invalid_input' });
  });
});

describe('a code at the keypad', () => {
  it('unlocks the lock when it is set there, managed or not', async () => {
    const { seam, add, device_id, isLocked, events } = start();
    const { access_code_id } = add.accessCode({ device_id, code: '1234' });
    add.accessCode({ device_id, code: '5678', is_managed: false });
    await seam.locks.simulate.keypadCodeEntry({ device_id, code: '1234' });
    expect(isLocked()).toBe(false);
    await seam.locks.simulate.manualLockViaKeypad({ device_id });
    expect(isLocked()).toBe(true);
    await seam.locks.simulate.keypadCodeEntry({ device_id, code: '5678' });
    expect(events()).toMatchObject([
      { event_type: 'lock.unlocked', method: 'keycode', access_code_id, access_code_is_managed: true },
      { event_type: 'action_attempt.simulate_keypad_code_entry.succeeded' },
      { event_type: 'lock.locked', method: 'manual' },
      { event_type: 'action_attempt.simulate_manual_lock_via_keypad.succeeded' },
      { event_type: 'lock.unlocked', access_code_is_managed: false, code: '5678' },
      { event_type: 'action_attempt.simulate_keypad_code_entry.succeeded' },
    ]);
  });

  it('is denied when it is unknown, or outside its time frame', async () => {
    const { seam, clock, device_id, isLocked, events } = start();
    const { access_code_id } = await seam.accessCodes.create({
      device_id,
      code: '1234',
      ends_at: clock.timestampIn(60_000),
    });
    clock.advance(60_000);
    await seam.locks.simulate.keypadCodeEntry({ device_id, code: '1234' });
    await seam.locks.simulate.keypadCodeEntry({ device_id, code: '0000' });
    expect(isLocked()).toBe(true);
    expect(events().filter(({ event_type }) => event_type === 'lock.access_denied')).toMatchObject([
      { access_code_id, reason: { reason_code: 'expired_code' } },
      { reason: { reason_code: 'unknown_code' } },
    ]);
  });

  it('does not unlock another lock', async () => {
    const { seam, add, device_id, isLocked } = start();
    add.accessCode({ device_id: add.device().device_id, code: '1234' });
    await seam.locks.simulate.keypadCodeEntry({ device_id, code: '1234' });
    expect(isLocked()).toBe(true);
  });

  it('works once when it is for one use', async () => {
    const { seam, device_id, isLocked, eventTypes } = start();
    await seam.accessCodes.create({ device_id, code: '1234', is_one_time_use: true });
    await seam.locks.simulate.keypadCodeEntry({ device_id, code: '1234' });
    expect(isLocked()).toBe(false);
    expect(eventTypes()).toContain('access_code.removed_from_device');
    await seam.locks.lockDoor({ device_id });
    await seam.locks.simulate.keypadCodeEntry({ device_id, code: '1234' });
    expect(isLocked()).toBe(true);
  });

  it('is simulated for August locks in sandboxes only', async () => {
    const { seam, as, add } = start();
    const entry = { code: '1234', device_id: add.device({ device_type: 'yale_lock' }).device_id };
    await expect(seam.locks.simulate.keypadCodeEntry(entry)).rejects.toMatchObject({ type: 'not_supported' });
    const { workspace_id } = add.workspace({ is_sandbox: false });
    const { device_id } = add.device({ workspace_id });
    await expect(
      as({ apiKey: add.apiKey(workspace_id) }).locks.simulate.manualLockViaKeypad({ device_id }),
    ).rejects.toMatchObject({ type: 'workspace_not_sandbox' });
  });
});

describe('an entrance that is unlocked remotely', () => {
  it('is unlocked, and the event names the action attempt', async () => {
    const { seam, add, state, events } = start();
    const { acs_system_id } = add.acsSystem({ external_type: 'brivo_account' });
    const { acs_entrance_id } = add.acsEntrance({ acs_system_id, is_locked: true });
    const { acs_user_id } = add.acsUser({ acs_system_id });
    const { acs_credential_id } = add.acsCredential({ acs_user_id, access_method: 'cloud_key' });
    state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
    const { action_attempt_id } = await seam.acs.entrances.unlock({ acs_entrance_id, acs_credential_id });
    expect(await seam.acs.entrances.get({ acs_entrance_id })).toMatchObject({ is_locked: false });
    expect(events()).toMatchObject([
      { event_type: 'lock.unlocked', acs_entrance_id, action_attempt_id },
      { event_type: 'action_attempt.unlock_door.succeeded', action_attempt_id },
    ]);
  });
});
