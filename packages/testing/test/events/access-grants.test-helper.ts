import type { AccessGrantsCreateParams } from '@org/seam-core';
import type { FakeSeam } from '../../src/fake/fake-seam.ts';
import { requestAccess } from '../tour/request-access.test-helper.ts';
import type { Situation, SituationsOf } from './situation.test-helper.ts';

const grant = async (fake: FakeSeam, params: Partial<AccessGrantsCreateParams> = {}) => {
  const { add, seam } = fake;
  const { user_identity_id } = add.userIdentity();
  return await seam.accessGrants.create({
    user_identity_id,
    device_ids: [add.device().device_id],
    requested_access_methods: [{ mode: 'code' }],
    ...params,
  } as AccessGrantsCreateParams);
};

const creation: Situation = { how: '`accessGrants.create`', happen: (fake) => grant(fake) };

const entranceGrant: Situation = {
  how: '`accessGrants.create` for an entrance',
  happen: (fake) => requestAccess(fake, 'code'),
};

const ends_at = '2026-02-01T00:00:00.000Z';

const change: Situation = {
  how: '`accessGrants.update`',
  happen: async (fake) => {
    const { access_grant_id } = await grant(fake);
    await fake.seam.accessGrants.update({ access_grant_id, ends_at });
  },
};

export const accessGrantSituations: SituationsOf<'access_grant' | 'access_method'> = {
  'access_grant.created': creation,
  'access_grant.deleted': {
    how: '`accessGrants.delete`',
    happen: async (fake) => {
      const { access_grant_id } = await grant(fake);
      await fake.seam.accessGrants.delete({ access_grant_id });
    },
  },
  'access_grant.access_granted_to_all_doors': entranceGrant,
  'access_grant.access_granted_to_door': entranceGrant,
  'access_grant.access_to_door_lost': {
    how: '`acs.users.revokeAccessToAllEntrances`, or the end of the access grant',
    happen: async (fake) => {
      const { user_identity_id } = await requestAccess(fake, 'code');
      await fake.seam.acs.users.revokeAccessToAllEntrances({ user_identity_id });
    },
  },
  'access_grant.access_times_changed': change,
  'access_grant.could_not_create_requested_access_methods': {
    how: '`accessGrants.create` for a device without the requested method',
    happen: (fake) => grant(fake, { requested_access_methods: [{ mode: 'card' }] }),
  },
  'access_method.issued': creation,
  'access_method.revoked': change,
  'access_method.card_encoding_required': {
    how: '`accessGrants.create` with a card',
    happen: (fake) => requestAccess(fake, 'card'),
  },
  'access_method.deleted': {
    how: '`accessMethods.delete`',
    happen: async (fake) => {
      const { access_method_ids } = await grant(fake);
      await fake.seam.accessMethods.delete({ access_method_id: access_method_ids[0] ?? '' });
    },
  },
  'access_method.reissued': change,
  'access_method.created': creation,
  'access_method.delay_in_issuing': {
    how: '`accessGrants.create` for a disconnected device, `clock.advance`',
    happen: async (fake) => {
      const { device_id } = fake.add.device();
      await fake.seam.devices.simulate.disconnect({ device_id });
      await grant(fake, { device_ids: [device_id] });
      fake.clock.advance(300_000);
    },
  },
  'access_method.failed_to_issue': {
    how: "`provider.failNext('access_method.issue')`",
    happen: async (fake) => {
      fake.provider.failNext('access_method.issue');
      await grant(fake);
    },
  },
};
