import type { Handlers, phones as contract } from '@org/seam-core';
import type { PhoneRow } from '../../fake/rows.ts';
import { isWanted } from '../../fake/search.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { loseAccess } from '../access-methods/lose-access.ts';
import { deleteAcsCredential } from '../acs/credentials/record.ts';
import { requireSandbox } from '../shared/checks.ts';
import { addPhone, deletePhone, mobileKeysOf, presentPhone } from './record.ts';

/** Deletes a phone with the mobile keys that were issued to it. A synced key stays, for the other phones and new ones. */
const deactivatePhone = (world: World, phone: PhoneRow): void => {
  for (const key of mobileKeysOf(world, phone.user_identity_id)) {
    const isOnPhone = key.phone_id === undefined || key.phone_id === phone.device_id;
    if (isOnPhone && key.is_multi_phone_sync_credential !== true)
      loseAccess(world, [key], () => deleteAcsCredential(world, key));
  }
  deletePhone(world, phone);
};

/** Whether a phone has a mobile key of its user identity: its own copy, or any that is not a copy. */
const hasKey = (
  world: World,
  { device_id, user_identity_id }: PhoneRow,
  acs_credential_id: string,
): boolean =>
  mobileKeysOf(world, user_identity_id).some(
    (key) => key.acs_credential_id === acs_credential_id && (key.phone_id ?? device_id) === device_id,
  );

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
          (acs_credential_id === undefined || hasKey(world, row, acs_credential_id)),
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
      return presentPhone(phone);
    },
  },
};
