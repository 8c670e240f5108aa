import type { UnmanagedUserIdentity, UserIdentitiesCreateParams, UserIdentity } from '@org/seam-core';
import { acsUsersOf } from '../../access/reach.ts';
import type { UserIdentityRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { deleteAccessGrant } from '../access-grants/record.ts';
import { deleteAcsCredential } from '../acs/credentials/record.ts';
import { deleteAcsUser } from '../acs/users/record.ts';
import { deleteClientSession } from '../client-sessions/record.ts';
import { deletePhone } from '../phones/record.ts';
import { checkPhoneNumber, checkUnique } from './rules.ts';

/** Adds a user identity to a workspace. */
export const addUserIdentity = (
  { state, ids, clock }: World,
  workspace_id: string,
  overrides: Partial<UserIdentityRow> = {},
): UserIdentityRow =>
  state.userIdentities.insert({
    user_identity_id: ids.next('user_identity'),
    user_identity_key: null,
    email_address: null,
    full_name: null,
    phone_number: null,
    is_managed: true,
    created_at: clock.timestamp(),
    errors: [],
    warnings: [],
    workspace_id,
    ...overrides,
  });

const displayName = ({
  full_name,
  email_address,
  user_identity_key,
  user_identity_id,
}: UserIdentityRow): string =>
  full_name ?? email_address ?? user_identity_key ?? `User identity ${user_identity_id}`;

/** A user identity as the API shows it, with its current ACS users. */
export const presentUserIdentity =
  ({ state }: World) =>
  ({ is_managed: _, customer_key: __, ...row }: UserIdentityRow): UserIdentity => ({
    ...row,
    display_name: displayName({ is_managed: true, ...row }),
    acs_user_ids: state.acsUsers
      .by('user_identity_id', row.user_identity_id)
      .map(({ acs_user_id }) => acs_user_id),
  });

/** An unmanaged user identity as the API shows it, without its key. */
export const presentUnmanagedUserIdentity =
  (world: World) =>
  (row: UserIdentityRow): UnmanagedUserIdentity => {
    const { user_identity_key: _, ...shown } = presentUserIdentity(world)(row);
    return shown;
  };

/**
 * Creates a user identity from the parameters of a request.
 * @throws SeamApiError when they are invalid, or another user identity has the key, email address or phone number
 */
export const createUserIdentity = (
  params: Omit<UserIdentitiesCreateParams, 'acs_system_ids'>,
  context: WorldContext,
): UserIdentityRow => {
  checkPhoneNumber(context.world, params);
  checkUnique(params, context);
  return addUserIdentity(context.world, context.workspace_id, {
    user_identity_key: params.user_identity_key ?? null,
    email_address: params.email_address ?? null,
    full_name: params.full_name ?? null,
    phone_number: params.phone_number ?? null,
  });
};

/**
 * Deletes a user identity with its ACS users, credentials, client sessions, instant keys, access grants, phones and
 * access to devices. The events are written in this order.
 */
export const deleteUserIdentity = (world: World, { user_identity_id }: UserIdentityRow): void => {
  const { state } = world;
  for (const user of acsUsersOf(world, user_identity_id)) deleteAcsUser(world, user);
  for (const credential of state.acsCredentials.by('user_identity_id', user_identity_id))
    if (credential.acs_user_id === undefined) deleteAcsCredential(world, credential);
  for (const session of state.clientSessions.by('user_identity_id', user_identity_id))
    deleteClientSession(world, session);
  for (const { instant_key_id } of state.instantKeys.by('user_identity_id', user_identity_id))
    state.instantKeys.delete(instant_key_id);
  for (const grant of state.accessGrants.by('user_identity_id', user_identity_id))
    deleteAccessGrant(world, grant);
  for (const phone of state.phones.by('user_identity_id', user_identity_id)) deletePhone(world, phone);
  state.deviceAccess.deleteLeft(user_identity_id);
  state.userIdentities.delete(user_identity_id);
};

/**
 * Requests the deletion of a user identity, which takes `assumptions.user_identity_deletion_ms` on the fake's clock.
 * Meanwhile the user identity shows a warning and keeps its access. Does nothing when a deletion is pending.
 */
export const requestUserIdentityDeletion = (
  world: World,
  { user_identity_id, warnings }: UserIdentityRow,
): void => {
  const { state, clock, assumptions } = world;
  if (warnings.some(({ warning_code }) => warning_code === 'being_deleted')) return;
  state.userIdentities.patch(user_identity_id, {
    warnings: [
      ...warnings,
      {
        warning_code: 'being_deleted',
        message: 'The user identity is being deleted.',
        created_at: clock.timestamp(),
      },
    ],
  });
  world.after(assumptions.user_identity_deletion_ms, {
    name: 'delete_user_identity',
    args: { user_identity_id },
  });
};

/** Deletes a user identity when the time for its deletion has passed. */
export const finishUserIdentityDeletion = (
  world: World,
  { user_identity_id }: { user_identity_id: string },
): void => {
  const identity = world.state.userIdentities.get(user_identity_id);
  if (identity) deleteUserIdentity(world, identity);
};
