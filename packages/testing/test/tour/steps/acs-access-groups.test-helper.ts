import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import { addOffice } from '../add-office.test-helper.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const addGroup = (fake: FakeSeam) => {
  const { acs_access_group_id, acs_entrance_id, acs_user_id } = addOffice(fake);
  fake.state.groupMembers.add(acs_user_id, acs_access_group_id);
  fake.state.groupEntrances.add(acs_access_group_id, acs_entrance_id);
  return { acs_access_group_id };
};

export const acsAccessGroupSteps: StepsUnder<'/acs/access_groups/'> = {
  '/acs/access_groups/add_user': (fake) => {
    const { acs_access_group_id, user_identity_id } = addOffice(fake);
    return { acs_access_group_id, user_identity_id };
  },
  '/acs/access_groups/delete': addGroup,
  '/acs/access_groups/get': addGroup,
  '/acs/access_groups/list': (fake) => ({ acs_system_id: addOffice(fake).acs_system_id }),
  '/acs/access_groups/list_accessible_entrances': addGroup,
  '/acs/access_groups/list_users': addGroup,
  '/acs/access_groups/remove_user': (fake) => {
    const { acs_access_group_id, acs_user_id } = addOffice(fake);
    fake.state.groupMembers.add(acs_user_id, acs_access_group_id);
    return { acs_access_group_id, acs_user_id };
  },
};
