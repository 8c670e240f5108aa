import type { UserIdentitiesAddAcsUserParams } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { acsUsersOf } from '../../access.ts';
import { addUserIdentity } from '../../fixtures/user-identities.ts';
import type { AcsUserRow, UserIdentityRow } from '../../rows.ts';
import type { WorldContext } from '../../world.ts';
import { findUserIdentity, identityOfKey } from './find-user-identity.ts';

/** The user identity that is named, unless it is by a key that nobody has yet. */
const knownIdentity = (
  params: UserIdentitiesAddAcsUserParams,
  context: WorldContext,
): UserIdentityRow | undefined => {
  const { user_identity_key } = params;
  return user_identity_key === undefined
    ? findUserIdentity(params, context)
    : identityOfKey(user_identity_key, context);
};

const identityFrom = (
  user: AcsUserRow,
  user_identity_key: string | undefined,
  { world, workspace_id }: WorldContext,
): UserIdentityRow =>
  addUserIdentity(world, workspace_id, {
    user_identity_key: user_identity_key ?? null,
    email_address: user.email_address ?? null,
    full_name: user.full_name ?? null,
    phone_number: user.phone_number ?? null,
  });

/** Links an ACS user to a user identity; a key that nobody has yet makes a new identity from the ACS user. */
export const linkAcsUser = (params: UserIdentitiesAddAcsUserParams, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const user = world.state.acsUsers.require(params.acs_user_id, workspace_id);
  const { acs_user_id, acs_system_id } = user;
  const known = knownIdentity(params, context);
  if (known && user.user_identity_id === known.user_identity_id) return;
  if (user.user_identity_id !== undefined)
    throw apiError('acs_user_belongs_to_another_user_identity', { data: { acs_user_id } });
  const isHere = (other: AcsUserRow) => other.acs_system_id === acs_system_id;
  const mayHaveMany = world.assumptions.acs_users_per_system === 'many';
  if (known && !mayHaveMany && acsUsersOf(world, known.user_identity_id).some((other) => isHere(other)))
    throw apiError('conflict', {
      message: 'The user identity already has an ACS user in this access system.',
    });
  const { user_identity_id } = known ?? identityFrom(user, params.user_identity_key, context);
  world.state.acsUsers.patch(acs_user_id, { user_identity_id });
};
