import type { FakeSeam } from '../../src/fake/fake-seam.ts';
import type { SituationsOf } from './situation.test-helper.ts';

const createSpace = async ({ seam }: FakeSeam) => {
  const { space_id } = await seam.spaces.create({ name: 'Flat' });
  return { space_id };
};

export const spaceSituations: SituationsOf<'space' | 'phone'> = {
  'space.created': { how: '`spaces.create`', happen: createSpace },
  'space.deleted': {
    how: '`spaces.delete`',
    happen: async (fake) => {
      await fake.seam.spaces.delete(await createSpace(fake));
    },
  },
  'space.device_membership_changed': {
    how: '`spaces.addDevices`',
    happen: async (fake) => {
      const device_ids = [fake.add.device().device_id];
      await fake.seam.spaces.addDevices({ ...(await createSpace(fake)), device_ids });
    },
  },
  'phone.deactivated': {
    how: '`phones.deactivate`',
    happen: ({ add, seam }) => {
      const { user_identity_id } = add.userIdentity();
      return seam.phones.deactivate({ device_id: add.phone({ user_identity_id }).device_id });
    },
  },
};
