import type { UserIdentitiesAddAcsUserParams, UserIdentitiesRemoveAcsUserParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { acsUsersOf } from '../../access/reach.ts';
import { continueIdentityDeletion } from '../acs/users/record.ts';
import type { UserIdentityRow } from '../../fake/rows.ts';
import type { AcsUserRow } from '../../fake/acs-rows.ts';
import type { WorldContext } from '../../fake/world.ts';
import { checkRepeatedRemoval } from '../shared/checks.ts';
import { addUserIdentity } from './record.ts';
import { findUserIdentity, identityOfKey } from './rules.ts';

/** The user identity in the parameters; `undefined` when they name a key that does not exist yet. */
const findExistingIdentity = (
  params: UserIdentitiesAddAcsUserParams,
  context: WorldContext,
): UserIdentityRow | undefined => {
  const { user_identity_key } = params;
  return user_identity_key === undefined
    ? findUserIdentity(params, context)
    : identityOfKey(user_identity_key, context);
};

const createIdentityFrom = (
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

/** Links an ACS user to a user identity. An unknown key creates a user identity from the ACS user. */
export const linkAcsUser = (params: UserIdentitiesAddAcsUserParams, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const user = world.state.acsUsers.require(params.acs_user_id, workspace_id);
  const { acs_user_id, acs_system_id } = user;
  const existing = findExistingIdentity(params, context);
  if (existing && user.user_identity_id === existing.user_identity_id) return;
  if (user.user_identity_id !== undefined)
    throw apiError('acs_user_belongs_to_another_user_identity', { data: { acs_user_id } });
  const isInSameSystem = (other: AcsUserRow) => other.acs_system_id === acs_system_id;
  const allowsMany = world.assumptions.acs_users_per_system === 'many';
  if (
    existing &&
    !allowsMany &&
    acsUsersOf(world, existing.user_identity_id).some((other) => isInSameSystem(other))
  )
    throw apiError('conflict', {
      message: 'The user identity already has an ACS user in this access system.',
    });
  const { user_identity_id } = existing ?? createIdentityFrom(user, params.user_identity_key, context);
  world.state.acsUsers.patch(acs_user_id, { user_identity_id });
};

/** Unlinks an ACS user from a user identity. The ACS user keeps its credentials. */
export const removeAcsUser = (
  { user_identity_id, acs_user_id }: UserIdentitiesRemoveAcsUserParams,
  { world, workspace_id }: WorldContext,
): void => {
  const { state, assumptions } = world;
  state.userIdentities.require(user_identity_id, workspace_id);
  const user = state.acsUsers.require(acs_user_id, workspace_id);
  if (user.user_identity_id === user_identity_id) {
    state.acsUsers.patch(acs_user_id, {
      user_identity_id: undefined,
      former_user_identity_id: user_identity_id,
    });
    continueIdentityDeletion(world, user);
  } else if (user.user_identity_id === undefined)
    checkRepeatedRemoval(world, 'acs_user_not_found', 'The ACS user is not linked to a user identity.');
  else if (assumptions.unlink_of_another === 'refuse')
    throw apiError('acs_user_belongs_to_another_user_identity', { data: { acs_user_id } });
};
