import type { FakeSeam } from '../../src/fake/fake-seam.ts';
import type { ProviderAction } from '../../src/fake/provider-failures.ts';
import type { Situation, SituationsOf } from './situation.test-helper.ts';

const now = { waitForActionAttempt: false } as const;

interface Action {
  readonly name: string;
  readonly type: ProviderAction;
  readonly start: (fake: FakeSeam, device_id: string) => Promise<unknown>;
}

const succeeds = ({ name, start }: Action): Situation => ({
  how: `\`${name}\``,
  happen: async (fake) => {
    await start(fake, fake.add.device().device_id);
    fake.clock.settle();
  },
});

const fails = (action: Action): Situation => ({
  how: `\`provider.failNext('${action.type}')\``,
  happen: async (fake) => {
    fake.provider.failNext(action.type);
    await succeeds(action).happen(fake);
  },
});

const lock: Action = {
  name: 'locks.lockDoor',
  type: 'LOCK_DOOR',
  start: ({ seam }, device_id) => seam.locks.lockDoor({ device_id }, now),
};
const unlock: Action = {
  name: 'locks.unlockDoor',
  type: 'UNLOCK_DOOR',
  start: ({ seam }, device_id) => seam.locks.unlockDoor({ device_id }, now),
};
const enterCode: Action = {
  name: 'locks.simulate.keypadCodeEntry',
  type: 'SIMULATE_KEYPAD_CODE_ENTRY',
  start: ({ seam }, device_id) => seam.locks.simulate.keypadCodeEntry({ device_id, code: '1234' }, now),
};
const lockAtKeypad: Action = {
  name: 'locks.simulate.manualLockViaKeypad',
  type: 'SIMULATE_MANUAL_LOCK_VIA_KEYPAD',
  start: ({ seam }, device_id) => seam.locks.simulate.manualLockViaKeypad({ device_id }, now),
};

export const lockSituations: SituationsOf<'lock' | 'action_attempt'> = {
  'lock.locked': succeeds(lock),
  'lock.unlocked': succeeds(unlock),
  'lock.access_denied': {
    ...succeeds(enterCode),
    how: '`locks.simulate.keypadCodeEntry` with an unknown code',
  },
  'action_attempt.lock_door.succeeded': succeeds(lock),
  'action_attempt.lock_door.failed': fails(lock),
  'action_attempt.unlock_door.succeeded': succeeds(unlock),
  'action_attempt.unlock_door.failed': fails(unlock),
  'action_attempt.simulate_keypad_code_entry.succeeded': succeeds(enterCode),
  'action_attempt.simulate_keypad_code_entry.failed': fails(enterCode),
  'action_attempt.simulate_manual_lock_via_keypad.succeeded': succeeds(lockAtKeypad),
  'action_attempt.simulate_manual_lock_via_keypad.failed': fails(lockAtKeypad),
};
