import type { UserIdentitiesRemoveAcsUserParams } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import type { WorldContext } from '../../world.ts';
import { refuseRepeat } from '../refuse-repeat.ts';

/** Unlinks an ACS user from a user identity. The ACS user keeps its credentials. */
export const removeAcsUser = (
  { user_identity_id, acs_user_id }: UserIdentitiesRemoveAcsUserParams,
  { world, workspace_id }: WorldContext,
): void => {
  const { state, assumptions } = world;
  state.userIdentities.require(user_identity_id, workspace_id);
  const user = state.acsUsers.require(acs_user_id, workspace_id);
  if (user.user_identity_id === user_identity_id)
    state.acsUsers.patch(acs_user_id, { user_identity_id: undefined });
  else if (user.user_identity_id === undefined)
    refuseRepeat(world, 'acs_user_not_found', 'The ACS user belongs to no user identity.');
  else if (assumptions.unlink_of_another === 'refuse')
    throw apiError('acs_user_belongs_to_another_user_identity', { data: { acs_user_id } });
};
