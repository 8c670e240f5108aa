import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import { addOffice } from '../add-office.test-helper.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const addPerson = (fake: FakeSeam) => {
  const { user_identity_id } = addOffice(fake);
  fake.state.deviceAccess.add(user_identity_id, fake.add.device().device_id);
  return { user_identity_id };
};

const addUnmanaged = ({ add }: FakeSeam) => ({
  user_identity_id: add.userIdentity({ full_name: 'Noor Visser', is_managed: false }).user_identity_id,
});

export const userIdentitySteps: StepsUnder<'/user_identities/'> = {
  '/user_identities/add_acs_user': ({ add }) => ({
    acs_user_id: add.acsUser({ acs_system_id: add.acsSystem().acs_system_id }).acs_user_id,
    user_identity_id: add.userIdentity().user_identity_id,
  }),
  '/user_identities/create': ({ add }) => ({
    full_name: 'Sam Okoro',
    email_address: 'sam.okoro@example.com',
    phone_number: '+15551234567',
    user_identity_key: 'sam',
    acs_system_ids: [add.acsSystem().acs_system_id],
  }),
  '/user_identities/delete': addPerson,
  '/user_identities/generate_instant_key': (fake) => ({ ...addPerson(fake), max_use_count: 2 }),
  '/user_identities/get': (fake) => {
    addPerson(fake);
    return { user_identity_key: 'noor' };
  },
  '/user_identities/grant_access_to_device': ({ add }) => ({
    user_identity_id: add.userIdentity().user_identity_id,
    device_id: add.device().device_id,
  }),
  '/user_identities/list': (fake) => ({ user_identity_ids: [addPerson(fake).user_identity_id] }),
  '/user_identities/list_accessible_devices': addPerson,
  '/user_identities/list_accessible_entrances': addPerson,
  '/user_identities/list_acs_systems': addPerson,
  '/user_identities/list_acs_users': addPerson,
  '/user_identities/remove_acs_user': (fake) => {
    const { acs_user_id, user_identity_id } = addOffice(fake);
    return { acs_user_id, user_identity_id };
  },
  '/user_identities/revoke_access_to_device': ({ add, state }) => {
    const { user_identity_id } = add.userIdentity();
    const { device_id } = add.device();
    state.deviceAccess.add(user_identity_id, device_id);
    return { user_identity_id, device_id };
  },
  '/user_identities/unmanaged/get': addUnmanaged,
  '/user_identities/unmanaged/list': (fake) => {
    addUnmanaged(fake);
    return {};
  },
  '/user_identities/unmanaged/update': (fake) => ({
    ...addUnmanaged(fake),
    is_managed: true,
    user_identity_key: 'noor',
  }),
  '/user_identities/update': (fake) => ({
    ...addPerson(fake),
    full_name: null,
    phone_number: '+15551234567',
  }),
};
