import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const addLock = ({ add }: FakeSeam) => ({ device_id: add.device({ name: 'Tour lock' }).device_id });

export const lockSteps: StepsUnder<'/locks/'> = {
  '/locks/configure_auto_lock': (fake) => ({
    ...addLock(fake),
    auto_lock_enabled: true,
    auto_lock_delay_seconds: 30,
  }),
  '/locks/get': addLock,
  '/locks/list': (fake) => ({ device_ids: [addLock(fake).device_id] }),
  '/locks/lock_door': addLock,
  '/locks/simulate/keypad_code_entry': (fake) => {
    const { device_id } = addLock(fake);
    fake.add.accessCode({ device_id, code: '4711' });
    return { device_id, code: '4711' };
  },
  '/locks/simulate/manual_lock_via_keypad': addLock,
  '/locks/unlock_door': addLock,
};
