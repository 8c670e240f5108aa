import type { UserIdentitiesRevokeAccessToDeviceParams } from '@org/seam-core';
import type { World, WorldContext } from '../../fake/world.ts';
import { provisionGrant } from '../access-grants/provision.ts';
import { deviceIdsOfGrant } from '../access-grants/rules.ts';
import { checkRepeatedRemoval } from '../shared/checks.ts';

/** Takes a device out of all access grants of a user identity. Returns whether there were any. */
const removeFromGrants = (world: World, user_identity_id: string, device_id: string): boolean => {
  const grants = world.state.accessGrants
    .by('user_identity_id', user_identity_id)
    .filter((grant) => deviceIdsOfGrant(world, grant).includes(device_id));
  for (const { access_grant_id } of grants) {
    world.state.grantExceptions.add(access_grant_id, device_id);
    provisionGrant(world, access_grant_id);
  }
  return grants.length > 0;
};

/**
 * Revokes the direct access to a device and, with `assumptions.revoke_device_ends_grants`, the access through access
 * grants.
 */
export const revokeAccessToDevice = (
  { user_identity_id, device_id }: UserIdentitiesRevokeAccessToDeviceParams,
  { world, workspace_id }: WorldContext,
): void => {
  const { state, assumptions } = world;
  state.userIdentities.require(user_identity_id, workspace_id);
  state.devices.require(device_id, workspace_id);
  const hadDirectAccess = state.deviceAccess.delete(user_identity_id, device_id);
  const hadGrantedAccess =
    assumptions.revoke_device_ends_grants && removeFromGrants(world, user_identity_id, device_id);
  if (!hadDirectAccess && !hadGrantedAccess)
    checkRepeatedRemoval(world, 'device_not_found', 'The user identity has no direct access to the device.');
};
