import type { Handlers, phones as contract } from '@org/seam-core';
import { acsUsersOf } from '../../access/reach.ts';
import { settleMethod } from '../access-methods/issue.ts';
import type { AcsCredentialRow, PhoneRow } from '../../fake/rows.ts';
import { isWanted } from '../../fake/search.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { deleteAcsCredential } from '../acs/credentials/record.ts';
import { requireSandbox } from '../shared/checks.ts';
import { addPhone, deletePhone, presentPhone } from './record.ts';

/** The mobile keys of a user identity: its own, and those of its ACS users. */
const mobileKeysOf = (world: World, user_identity_id: string): AcsCredentialRow[] => {
  const { acsCredentials } = world.state;
  const ofUsers = acsUsersOf(world, user_identity_id).flatMap(({ acs_user_id }) =>
    acsCredentials.by('acs_user_id', acs_user_id),
  );
  const own = acsCredentials.by('user_identity_id', user_identity_id);
  return [...ofUsers, ...own.filter(({ acs_user_id }) => acs_user_id === undefined)].filter(
    ({ access_method }) => access_method === 'mobile_key',
  );
};

/**
 * Deletes a phone with its mobile keys. Keys that are synced to several phones stay until the last phone is
 * deactivated.
 */
const deactivatePhone = (world: World, phone: PhoneRow): void => {
  const { user_identity_id } = phone;
  const isLast = world.state.phones.countBy('user_identity_id', user_identity_id) === 1;
  for (const key of mobileKeysOf(world, user_identity_id))
    if (isLast || key.is_multi_phone_sync_credential !== true) deleteAcsCredential(world, key);
  deletePhone(world, phone);
};

/** Issues the mobile keys that waited for a phone of the user identity. */
const settleKeysOf = (world: World, user_identity_id: string): void => {
  for (const { access_grant_id } of world.state.accessGrants.by('user_identity_id', user_identity_id))
    for (const id of world.state.grantMethods.rightsOf(access_grant_id)) settleMethod(world, id);
};

export const phones: Handlers<typeof contract, WorldContext> = {
  deactivate: ({ device_id }, { world, workspace_id }) =>
    deactivatePhone(world, world.state.phones.require(device_id, workspace_id)),

  get: ({ device_id }, { world, workspace_id }) =>
    presentPhone(world.state.phones.require(device_id, workspace_id)),

  list: ({ acs_credential_id, owner_user_identity_id }, { world, workspace_id }) =>
    world.state.phones
      .by('workspace_id', workspace_id)
      .filter(
        (row) =>
          isWanted(owner_user_identity_id, row.user_identity_id) &&
          (acs_credential_id === undefined ||
            mobileKeysOf(world, row.user_identity_id).some(
              (key) => key.acs_credential_id === acs_credential_id,
            )),
      )
      .map(presentPhone),

  simulate: {
    createSandboxPhone: ({ user_identity_id, phone_metadata, assa_abloy_metadata }, context) => {
      requireSandbox(context);
      const { world, workspace_id } = context;
      world.state.userIdentities.require(user_identity_id, workspace_id);
      const { operating_system = 'android', device_model = 'Samsung Galaxy S10' } = phone_metadata ?? {};
      const { seos_tsm_endpoint_id = 1 } = assa_abloy_metadata ?? {};
      const phone = addPhone(world, workspace_id, {
        user_identity_id,
        device_type: `${operating_system}_phone`,
        display_name: device_model,
        properties: {
          assa_abloy_credential_service_metadata: {
            endpoints: [{ endpoint_id: String(seos_tsm_endpoint_id), is_active: true }],
            has_active_endpoint: true,
          },
        },
      });
      settleKeysOf(world, user_identity_id);
      return presentPhone(phone);
    },
  },
};
