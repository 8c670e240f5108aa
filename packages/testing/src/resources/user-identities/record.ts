import type { UnmanagedUserIdentity, UserIdentitiesCreateParams, UserIdentity } from '@org/seam-core';
import { acsUsersOf } from '../../access/reach.ts';
import type { UserIdentityRow } from '../../fake/rows.ts';
import type { AcsUserRow } from '../../fake/acs-rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { deleteAccessGrant } from '../access-grants/record.ts';
import { deleteAcsCredential } from '../acs/credentials/record.ts';
import { requestAcsUserChange } from '../acs/systems/sync.ts';
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

/** The errors of a user identity: its ACS users with an error. */
const acsUserErrors = (users: readonly AcsUserRow[]): UserIdentity['errors'] =>
  users.flatMap(({ acs_user_id, acs_system_id, errors: [error] }) =>
    error
      ? [
          {
            error_code: 'issue_with_acs_user',
            acs_user_id,
            acs_system_id,
            message: `The ACS user ${acs_user_id} has an error: ${error.message}`,
            created_at: error.created_at,
          },
        ]
      : [],
  );

const profile = ['full_name', 'email_address', 'phone_number'] as const;

/** The warning of a user identity with an ACS user that has another name or other contact details. */
const profileWarnings = (row: UserIdentityRow, users: readonly AcsUserRow[]): UserIdentity['warnings'] =>
  users
    .filter((user) => profile.some((name) => user[name] && row[name] && user[name] !== row[name]))
    .slice(0, 1)
    .map(({ acs_user_id, created_at }) => ({
      warning_code: 'acs_user_profile_does_not_match_user_identity',
      message: `The ACS user ${acs_user_id} has another name, email address or phone number.`,
      created_at,
    }));

/** A user identity as the API shows it, with its current ACS users and their problems. */
export const presentUserIdentity =
  (world: World) =>
  (row: UserIdentityRow): UserIdentity => {
    const { is_managed: _, customer_key: __, has_deletion_started: ___, ...shown } = row;
    const users = acsUsersOf(world, row.user_identity_id);
    return {
      ...shown,
      display_name: displayName(row),
      acs_user_ids: users.map(({ acs_user_id }) => acs_user_id),
      errors: users.some(({ errors }) => errors.length > 0)
        ? [...row.errors, ...acsUserErrors(users)]
        : row.errors,
      warnings: users.length > 0 ? [...row.warnings, ...profileWarnings(row, users)] : row.warnings,
    };
  };

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
const deleteUserIdentity = (world: World, { user_identity_id }: UserIdentityRow): void => {
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

/** Requests the deletion of the ACS users that are not being deleted yet; those that could not be deleted only `again`. */
const requestAcsUserDeletions = (
  world: World,
  user_identity_id: string,
  { again }: { readonly again: boolean },
): void => {
  const { acsUsers, acsChanges } = world.state;
  for (const { acs_user_id } of acsUsersOf(world, user_identity_id)) {
    const user = acsUsers.get(acs_user_id);
    const isRequested = acsChanges
      .by('acs_user_id', acs_user_id)
      .some(({ change }) => change.kind === 'delete_user');
    const hasFailed = user?.errors.some(({ error_code }) => error_code === 'failed_to_delete_on_acs_system');
    if (user && !isRequested && (again || hasFailed === false))
      requestAcsUserChange(world, user, { change: { kind: 'delete_user' } });
  }
};

/**
 * Requests the deletion of a user identity. It begins after `assumptions.user_identity_deletion_ms` on the fake's clock,
 * and ends when the access systems have deleted the ACS users. Meanwhile the user identity shows a warning and keeps its
 * access. When a deletion is pending, only ACS users that could not be deleted are requested again.
 */
export const requestUserIdentityDeletion = (
  world: World,
  { user_identity_id, warnings, has_deletion_started }: UserIdentityRow,
): void => {
  const { state, clock, assumptions } = world;
  if (has_deletion_started === true) {
    requestAcsUserDeletions(world, user_identity_id, { again: true });
    world.after(0, { name: 'delete_user_identity', args: { user_identity_id } });
  }
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

/**
 * Deletes a user identity, after its ACS users. Runs when the time for the deletion has passed, and after the deletion of
 * each ACS user.
 */
export const finishUserIdentityDeletion = (
  world: World,
  { user_identity_id }: { user_identity_id: string },
): void => {
  const { userIdentities } = world.state;
  if (!userIdentities.patch(user_identity_id, { has_deletion_started: true })) return;
  requestAcsUserDeletions(world, user_identity_id, { again: false });
  const identity = userIdentities.get(user_identity_id);
  if (identity && acsUsersOf(world, user_identity_id).length === 0) deleteUserIdentity(world, identity);
};
