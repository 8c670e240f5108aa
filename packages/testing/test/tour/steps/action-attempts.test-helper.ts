import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const unlock = async ({ add, seam }: FakeSeam) => {
  const { device_id } = add.device();
  const { action_attempt_id } = await seam.locks.unlockDoor({ device_id }, { waitForActionAttempt: false });
  return { action_attempt_id, device_id };
};

export const actionAttemptSteps: StepsUnder<'/action_attempts/'> = {
  '/action_attempts/get': async (fake) => ({ action_attempt_id: (await unlock(fake)).action_attempt_id }),
  '/action_attempts/list': async (fake) => ({ device_id: (await unlock(fake)).device_id }),
};
