import { apiError } from '@org/seam-core/server';
import { acsUsersOf } from '../../access.ts';
import type { AcsUserRow } from '../../rows.ts';
import type { WorldContext } from '../../world.ts';

/** The two ways in which endpoints name an ACS user. */
export interface AcsUserReference {
  readonly acs_user_id?: string | undefined;
  readonly user_identity_id?: string | undefined;
  readonly acs_system_id?: string | undefined;
}

/**
 * The ACS users meant: the one named, or those of the user identity, in one system if one is named.
 * @throws SeamNotFoundError when what is named does not exist, or the identity has no ACS user there
 */
export const findAcsUsers = (
  { acs_user_id, user_identity_id = '', acs_system_id }: AcsUserReference,
  { world, workspace_id }: WorldContext,
): AcsUserRow[] => {
  const { state } = world;
  if (acs_user_id !== undefined) return [state.acsUsers.require(acs_user_id, workspace_id)];
  state.userIdentities.require(user_identity_id, workspace_id);
  const users = acsUsersOf(world, user_identity_id);
  if (acs_system_id === undefined) return users;

  state.acsSystems.require(acs_system_id, workspace_id);
  const inSystem = users.filter((user) => user.acs_system_id === acs_system_id);
  if (inSystem.length === 0)
    throw apiError('acs_user_not_found', {
      message: `The user identity ${user_identity_id} has no ACS user in the system ${acs_system_id}.`,
      data: { user_identity_id, acs_system_id },
    });
  return inSystem;
};

/** The one ACS user meant. @throws SeamApiError when there is none, or more than one */
export const findAcsUser = (reference: AcsUserReference, context: WorldContext): AcsUserRow => {
  const [user, another] = findAcsUsers(reference, context);
  if (!user) throw apiError('acs_user_not_found', { message: 'The user identity has no ACS user.' });
  if (another)
    throw apiError('invalid_input', {
      message: 'The user identity has several ACS users: pass acs_system_id too.',
    });
  return user;
};
