import type { FakeSeam } from '../../src/fake/fake-seam.ts';

/**
 * Adds an access system with an entrance, an access group, an encoder and an ACS user, who is a person's and may use the
 * entrance.
 */
export const addOffice = ({ add, state }: FakeSeam) => {
  const { acs_system_id, connected_account_id } = add.acsSystem({
    name: 'Tour',
    external_type: 'brivo_account',
  });
  const { acs_entrance_id } = add.acsEntrance({
    acs_system_id,
    display_name: 'Tour door',
    can_belong_to_reservation: true,
  });
  const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id, name: 'Visitors' });
  const { acs_encoder_id } = add.acsEncoder({ acs_system_id });
  const { user_identity_id } = add.userIdentity({
    full_name: 'Noor Visser',
    email_address: 'noor.visser@example.com',
    user_identity_key: 'noor',
  });
  const { acs_user_id } = add.acsUser({ acs_system_id, full_name: 'Noor Visser', user_identity_id });
  state.entranceAccess.add(acs_user_id, acs_entrance_id);
  return {
    acs_system_id,
    acs_entrance_id,
    acs_access_group_id,
    acs_encoder_id,
    acs_user_id,
    connected_account_id,
    user_identity_id,
  };
};
