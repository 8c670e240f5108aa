import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import { addOffice } from '../add-office.test-helper.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const addSpace = (fake: FakeSeam) => {
  const { acs_entrance_id, connected_account_id } = addOffice(fake);
  const { device_id } = fake.add.device();
  const { space_id } = fake.add.space({
    name: 'Room 1',
    space_key: 'room-1',
    acs_entrance_ids: [acs_entrance_id],
    connected_account_ids: [connected_account_id],
    device_ids: [device_id],
  });
  return { space_id, acs_entrance_id, connected_account_id, device_id };
};

const addedSpace = (fake: FakeSeam) => ({ space_id: addSpace(fake).space_id });

const addEmptySpace = ({ add }: FakeSeam) => ({ space_id: add.space({ name: 'Room 2' }).space_id });

export const spaceSteps: StepsUnder<'/spaces/'> = {
  '/spaces/add_acs_entrances': (fake) => ({
    ...addEmptySpace(fake),
    acs_entrance_ids: [addOffice(fake).acs_entrance_id],
  }),
  '/spaces/add_connected_account': (fake) => ({
    ...addEmptySpace(fake),
    connected_account_id: fake.add.connectedAccount().connected_account_id,
  }),
  '/spaces/add_devices': (fake) => ({
    ...addEmptySpace(fake),
    device_ids: [fake.add.device().device_id],
  }),
  '/spaces/create': (fake) => ({
    name: 'Room 3',
    space_key: 'room-3',
    device_ids: [fake.add.device().device_id],
    acs_entrance_ids: [addOffice(fake).acs_entrance_id],
    customer_data: { time_zone: 'Europe/Amsterdam' },
  }),
  '/spaces/delete': addedSpace,
  '/spaces/get': addedSpace,
  '/spaces/get_related': (fake) => ({ space_ids: [addSpace(fake).space_id] }),
  '/spaces/list': (fake) => {
    addSpace(fake);
    return { space_key: 'room-1' };
  },
  '/spaces/remove_acs_entrances': (fake) => {
    const { space_id, acs_entrance_id } = addSpace(fake);
    return { space_id, acs_entrance_ids: [acs_entrance_id] };
  },
  '/spaces/remove_connected_account': (fake) => {
    const { space_id, connected_account_id } = addSpace(fake);
    return { space_id, connected_account_id };
  },
  '/spaces/remove_devices': (fake) => {
    const { space_id, device_id } = addSpace(fake);
    return { space_id, device_ids: [device_id] };
  },
  '/spaces/update': (fake) => ({ ...addedSpace(fake), name: 'Suite 1' }),
};
