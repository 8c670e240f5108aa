import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import { addOffice } from '../add-office.test-helper.ts';
import { requestAccess } from '../request-access.test-helper.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const request = async (fake: FakeSeam) => {
  const { access_method_id } = await requestAccess(fake, 'mobile_key');
  return { access_method_id };
};

const addUnmanaged = (fake: FakeSeam) => {
  const { user_identity_id, acs_entrance_id } = addOffice(fake);
  const { access_grant_id } = fake.add.accessGrant({
    user_identity_id,
    acs_entrance_ids: [acs_entrance_id],
    is_managed: false,
  });
  return fake.add.accessMethod({ access_grant_id, is_managed: false });
};

export const accessMethodSteps: StepsUnder<'/access_methods/'> = {
  '/access_methods/assign_card': async (fake) => {
    const { access_method_id } = await requestAccess(fake, 'card');
    return { access_method_id, card_number: '0451' };
  },
  '/access_methods/delete': request,
  '/access_methods/encode': async (fake) => {
    const { access_method_id, acs_encoder_id } = await requestAccess(fake, 'card');
    return { access_method_id, acs_encoder_id };
  },
  '/access_methods/get': request,
  '/access_methods/get_related': async (fake) => ({
    access_method_ids: [(await request(fake)).access_method_id],
  }),
  '/access_methods/list': async (fake) => {
    const { access_grant_id } = await requestAccess(fake, 'code');
    return { access_grant_id };
  },
  '/access_methods/unlock_door': async (fake) => {
    const { access_method_id, acs_entrance_id } = await requestAccess(fake, 'cloud_key');
    return { access_method_id, acs_entrance_id };
  },
  '/access_methods/unmanaged/get': (fake) => ({ access_method_id: addUnmanaged(fake).access_method_id }),
  '/access_methods/unmanaged/list': (fake) => {
    const { access_method_id } = addUnmanaged(fake);
    return { access_grant_id: fake.state.grantMethods.leftsOf(access_method_id)[0] ?? '' };
  },
};
