import type { UserIdentitiesAddAcsUserParams } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { acsUsersOf } from '../../access.ts';
import { addUserIdentity } from '../../fixtures/user-identities.ts';
import type { AcsUserRow, UserIdentityRow } from '../../rows.ts';
import type { WorldContext } from '../../world.ts';
import { findUserIdentity } from './find-user-identity.ts';

const identityFor = (
  params: UserIdentitiesAddAcsUserParams,
  user: AcsUserRow,
  context: WorldContext,
): UserIdentityRow => {
  const { world, workspace_id } = context;
  const { user_identity_key = null } = params;
  const isNew =
    user_identity_key !== null &&
    !world.state.userIdentities
      .by('user_identity_key', user_identity_key)
      .some((row) => row.workspace_id === workspace_id);
  if (!isNew) return findUserIdentity(params, context);
  return addUserIdentity(world, workspace_id, {
    user_identity_key,
    email_address: user.email_address ?? null,
    full_name: user.full_name ?? null,
    phone_number: user.phone_number ?? null,
  });
};

/** Links an ACS user to a user identity; a key that nobody has yet makes a new identity from the ACS user. */
export const linkAcsUser = (params: UserIdentitiesAddAcsUserParams, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const user = world.state.acsUsers.require(params.acs_user_id, workspace_id);
  const { user_identity_id } = identityFor(params, user, context);
  if (user.user_identity_id === user_identity_id) return;
  if (user.user_identity_id !== undefined)
    throw apiError('acs_user_belongs_to_another_user_identity', { data: { acs_user_id: user.acs_user_id } });
  if (acsUsersOf(world, user_identity_id).some((other) => other.acs_system_id === user.acs_system_id))
    throw apiError('conflict', {
      message: 'The user identity already has an ACS user in this access system.',
    });
  world.state.acsUsers.patch(user.acs_user_id, { user_identity_id });
};
