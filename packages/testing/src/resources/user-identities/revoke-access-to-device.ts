import type { UserIdentitiesRevokeAccessToDeviceParams } from '@org/seam-core';
import type { World, WorldContext } from '../../fake/world.ts';
import { provisionGrant } from '../access-grants/provision.ts';
import { deviceIdsOfGrant } from '../access-grants/reach.ts';
import { refuseRepeat } from '../shared/refusals.ts';

/** Takes a device out of every access grant of the person that has it, and says whether one did. */
const takeOutOfGrants = (world: World, user_identity_id: string, device_id: string): boolean => {
  const grants = world.state.accessGrants
    .by('user_identity_id', user_identity_id)
    .filter((grant) => deviceIdsOfGrant(world, grant).includes(device_id));
  for (const { access_grant_id } of grants) {
    world.state.grantDevices.delete(access_grant_id, device_id);
    world.state.grantExceptions.add(access_grant_id, device_id);
    provisionGrant(world, access_grant_id);
  }
  return grants.length > 0;
};

/** Takes the direct access to a device away, and what access grants give as well if that is assumed. */
export const revokeAccessToDevice = (
  { user_identity_id, device_id }: UserIdentitiesRevokeAccessToDeviceParams,
  { world, workspace_id }: WorldContext,
): void => {
  const { state, assumptions } = world;
  state.userIdentities.require(user_identity_id, workspace_id);
  state.devices.require(device_id, workspace_id);
  const hadIt = state.deviceAccess.delete(user_identity_id, device_id);
  const hadItGranted =
    assumptions.revoke_device_ends_grants && takeOutOfGrants(world, user_identity_id, device_id);
  if (!hadIt && !hadItGranted)
    refuseRepeat(world, 'device_not_found', 'The user identity has no access of its own to the device.');
};
