import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import { addOffice } from '../add-office.test-helper.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const addUser = (fake: FakeSeam) => ({ acs_user_id: addOffice(fake).acs_user_id });

const addUserOfPerson = (fake: FakeSeam) => {
  const { user_identity_id, acs_system_id } = addOffice(fake);
  return { user_identity_id, acs_system_id };
};

export const acsUserSteps: StepsUnder<'/acs/users/'> = {
  '/acs/users/add_to_access_group': (fake) => {
    const { acs_user_id, acs_access_group_id } = addOffice(fake);
    return { acs_user_id, acs_access_group_id };
  },
  '/acs/users/create': (fake) => {
    const { acs_system_id, acs_access_group_id } = addOffice(fake);
    return {
      acs_system_id,
      acs_access_group_ids: [acs_access_group_id],
      full_name: 'Sam Okoro',
      email_address: 'sam.okoro@example.com',
      phone_number: '+15551234567',
      access_schedule: { starts_at: '2026-01-01T00:00:00.000Z', ends_at: '2026-02-01T00:00:00.000Z' },
    };
  },
  '/acs/users/delete': addUserOfPerson,
  '/acs/users/get': addUser,
  '/acs/users/list': (fake) => ({ user_identity_id: addOffice(fake).user_identity_id }),
  '/acs/users/list_accessible_entrances': addUser,
  '/acs/users/remove_from_access_group': (fake) => {
    const { acs_user_id, acs_access_group_id } = addOffice(fake);
    fake.state.groupMembers.add(acs_user_id, acs_access_group_id);
    return { acs_user_id, acs_access_group_id };
  },
  '/acs/users/revoke_access_to_all_entrances': addUserOfPerson,
  '/acs/users/suspend': addUser,
  '/acs/users/unsuspend': async (fake) => {
    const user = addUser(fake);
    await fake.seam.acs.users.suspend(user);
    return user;
  },
  '/acs/users/update': (fake) => ({ ...addUser(fake), full_name: 'Noor de Visser' }),
};
