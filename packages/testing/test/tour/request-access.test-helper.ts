import type { AccessGrantsCreateParams } from '@org/seam-core';
import type { FakeSeam } from '../../src/fake/fake-seam.ts';
import { addOffice } from './add-office.test-helper.ts';

type Mode = AccessGrantsCreateParams['requested_access_methods'][number]['mode'];

/** Grants a person access to an office's entrance, and returns the ids of the grant and of its access method. */
export const requestAccess = async (fake: FakeSeam, mode: Mode) => {
  const office = addOffice(fake);
  const { user_identity_id, acs_entrance_id } = office;
  const { access_grant_id, access_method_ids } = await fake.seam.accessGrants.create({
    user_identity_id,
    acs_entrance_ids: [acs_entrance_id],
    requested_access_methods: [{ mode }],
    access_grant_key: 'stay-1',
    reservation_key: 'reservation-1',
  });
  const [access_method_id = ''] = access_method_ids;
  return { ...office, access_grant_id, access_method_id };
};
