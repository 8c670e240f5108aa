import { apiError } from '@org/seam-core/server';
import type { AcsUserRow } from '../../rows.ts';
import { userInSystem } from '../../user-in-system.ts';
import type { WorldContext } from '../../world.ts';
import type { AcsUserReference } from './find-acs-users.ts';

/**
 * The ACS user that is to get something in an access system: the one named, or the user identity's one, which is linked
 * or made if need be.
 * @throws SeamInvalidInputError when the one named is a user of another system
 */
export const acsUserFor = (
  { acs_user_id, user_identity_id = '' }: AcsUserReference,
  acs_system_id: string,
  { world, workspace_id }: WorldContext,
): AcsUserRow => {
  const { state } = world;
  if (acs_user_id === undefined)
    return userInSystem(world, state.userIdentities.require(user_identity_id, workspace_id), acs_system_id);
  const user = state.acsUsers.require(acs_user_id, workspace_id);
  if (user.acs_system_id !== acs_system_id)
    throw apiError('invalid_input', { message: 'The ACS user is a user of another access system.' });
  return user;
};
