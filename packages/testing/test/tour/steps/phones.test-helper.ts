import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const addPhone = ({ add }: FakeSeam) => {
  const { user_identity_id } = add.userIdentity();
  return { device_id: add.phone({ user_identity_id }).device_id, user_identity_id };
};

const addedPhone = (fake: FakeSeam) => ({ device_id: addPhone(fake).device_id });

export const phoneSteps: StepsUnder<'/phones/'> = {
  '/phones/deactivate': addedPhone,
  '/phones/get': addedPhone,
  '/phones/list': (fake) => ({ owner_user_identity_id: addPhone(fake).user_identity_id }),
  '/phones/simulate/create_sandbox_phone': ({ add }) => ({
    user_identity_id: add.userIdentity().user_identity_id,
    phone_metadata: { operating_system: 'ios', device_manufacturer: 'Apple', device_model: 'iPhone' },
  }),
};
