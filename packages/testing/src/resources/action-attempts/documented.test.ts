import { describe, expect, it } from 'vitest';
import { createCheckedFake } from '../../../test/checked-fake.test-helper.ts';
import type { FakeSeam } from '../../fake/fake-seam.ts';
import type { ActionType } from '../../fake/rows.ts';

const now = { waitForActionAttempt: false } as const;

interface Started {
  readonly action_attempt_id: string;
  readonly action_type: string;
}

/** Starts an action attempt on a new device. */
type Start = (fake: FakeSeam) => Promise<Started>;

const onLock =
  (start: (seam: FakeSeam['seam'], device_id: string) => Promise<Started>): Start =>
  ({ add, seam }) =>
    start(seam, add.device().device_id);

const onThermostat =
  (start: (thermostats: FakeSeam['seam']['thermostats'], device_id: string) => Promise<Started>): Start =>
  ({ add, seam }) =>
    start(seam.thermostats, add.thermostat().device_id);

const confirmed = { was_confirmed_by_device: true };

const actions: readonly (readonly [type: ActionType, result: object, start: Start])[] = [
  ['LOCK_DOOR', confirmed, onLock((seam, device_id) => seam.locks.lockDoor({ device_id }, now))],
  ['UNLOCK_DOOR', confirmed, onLock((seam, device_id) => seam.locks.unlockDoor({ device_id }, now))],
  [
    'CONFIGURE_AUTO_LOCK',
    {},
    onLock((seam, device_id) => seam.locks.configureAutoLock({ device_id, auto_lock_enabled: false }, now)),
  ],
  [
    'SIMULATE_KEYPAD_CODE_ENTRY',
    {},
    onLock((seam, device_id) => seam.locks.simulate.keypadCodeEntry({ device_id, code: '1234' }, now)),
  ],
  [
    'SIMULATE_MANUAL_LOCK_VIA_KEYPAD',
    {},
    onLock((seam, device_id) => seam.locks.simulate.manualLockViaKeypad({ device_id }, now)),
  ],
  ['SET_HVAC_MODE', {}, onThermostat((thermostats, device_id) => thermostats.off({ device_id }, now))],
  [
    'SET_FAN_MODE',
    {},
    onThermostat((thermostats, device_id) =>
      thermostats.setFanMode({ device_id, fan_mode_setting: 'on' }, now),
    ),
  ],
  [
    'ACTIVATE_CLIMATE_PRESET',
    {},
    onThermostat((thermostats, device_id) =>
      thermostats.activateClimatePreset({ device_id, climate_preset_key: 'home' }, now),
    ),
  ],
  [
    'PUSH_THERMOSTAT_PROGRAMS',
    {},
    onThermostat((thermostats, device_id) => thermostats.updateWeeklyProgram({ device_id }, now)),
  ],
];

describe('an action attempt', () => {
  it.each(actions)('%s is pending at first, and then has its result', async (type, result, start) => {
    const fake = createCheckedFake({ seed: 'empty', assumptions: { action_attempt_ms: 1000 } });
    const { action_attempt_id, ...pending } = await start(fake);
    expect(pending).toEqual({ action_type: type, status: 'pending', result: null, error: null });
    fake.clock.advance(1000);
    expect(await fake.seam.actionAttempts.get({ action_attempt_id })).toEqual({
      action_attempt_id,
      action_type: type,
      status: 'success',
      result,
      error: null,
    });
  });

  it.each(actions)('%s can fail later, with an error and without a result', async (type, _, start) => {
    const fake = createCheckedFake({ seed: 'empty' });
    fake.provider.failNext(type, { type: 'device_offline', message: 'The device does not respond.' });
    const { action_attempt_id } = await start(fake);
    expect(await fake.seam.actionAttempts.get({ action_attempt_id }, now)).toEqual({
      action_attempt_id,
      action_type: type,
      status: 'error',
      result: null,
      error: { type: 'device_offline', message: 'The device does not respond.' },
    });
  });

  it.each(actions)('%s fails when its device cannot be reached, and says why', async (_, __, start) => {
    const fake = createCheckedFake({ seed: 'empty', assumptions: { action_attempt_ms: 1000 } });
    const { action_attempt_id } = await start(fake);
    const [device] = fake.state.devices;
    fake.provider.disconnectDevice(device?.device_id ?? '');
    fake.clock.advance(1000);
    expect(await fake.seam.actionAttempts.get({ action_attempt_id }, now)).toMatchObject({
      status: 'error',
      error: { type: 'device_disconnected' },
    });
  });

  it('is listed with others by their ids, and none without a match', async () => {
    const fake = createCheckedFake({ seed: 'empty' });
    const ids: string[] = [];
    for (const [, , start] of actions.slice(0, 3)) ids.push((await start(fake)).action_attempt_id);
    const listed = await fake.seam.actionAttempts.list({ action_attempt_ids: ids.slice(0, 2) });
    expect(listed.map(({ action_attempt_id }) => action_attempt_id)).toEqual(ids.slice(0, 2));
  });
});
