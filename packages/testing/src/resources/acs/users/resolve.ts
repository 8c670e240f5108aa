import { apiError } from '@org/seam-server';
import type { UserIdentityRow } from '../../../fake/rows.ts';
import type { AcsUserRow } from '../../../fake/acs-rows.ts';
import type { World, WorldContext } from '../../../fake/world.ts';
import { requestAcsUserChange } from '../systems/sync.ts';
import { addAcsUser } from './record.ts';

/** Adds an ACS user and requests its creation from the access system. It has no access until then. */
export const requestAcsUserCreation = (
  world: World,
  workspace_id: string,
  fields: Partial<AcsUserRow> & { readonly acs_system_id: string },
): AcsUserRow => {
  const user = addAcsUser(world, workspace_id, { ...fields, last_successful_sync_at: null });
  requestAcsUserChange(world, user, { change: { kind: 'create_user' } });
  return world.state.acsUsers.require(user.acs_user_id, workspace_id);
};

/** The ACS users with the email address or the phone number of the user identity. */
const findByContact = ({ state }: World, { email_address, phone_number }: UserIdentityRow): AcsUserRow[] => [
  ...(email_address === null ? [] : state.acsUsers.by('email_address', email_address)),
  ...(phone_number === null ? [] : state.acsUsers.by('phone_number', phone_number)),
];

/**
 * Returns the ACS user of a user identity in an access system. If there is none, links an unlinked ACS user with the
 * same email address or phone number, or creates one.
 */
export const ensureAcsUserInSystem = (
  world: World,
  identity: UserIdentityRow,
  acs_system_id: string,
): AcsUserRow => {
  const { state } = world;
  const { user_identity_id, workspace_id, email_address, full_name, phone_number } = identity;
  state.acsSystems.require(acs_system_id, workspace_id);
  const isInSystem = (row: AcsUserRow) => row.acs_system_id === acs_system_id;
  const linked = state.acsUsers.by('user_identity_id', user_identity_id).find((row) => isInSystem(row));
  if (linked) return linked;

  const existing = findByContact(world, identity).find(
    (row) => isInSystem(row) && row.user_identity_id === undefined,
  );
  if (existing) {
    state.acsUsers.patch(existing.acs_user_id, { user_identity_id });
    return state.acsUsers.require(existing.acs_user_id, workspace_id);
  }
  return requestAcsUserCreation(world, workspace_id, {
    acs_system_id,
    user_identity_id,
    ...(email_address === null ? {} : { email_address }),
    ...(full_name === null ? {} : { full_name }),
    ...(phone_number === null ? {} : { phone_number }),
  });
};

/** An ACS user, named by its own id or by its user identity. */
export interface AcsUserReference {
  readonly acs_user_id?: string | undefined;
  readonly user_identity_id?: string | undefined;
  readonly acs_system_id?: string | undefined;
}

/**
 * Finds the ACS users that a reference names: one by its id, or all of a user identity, optionally in one access
 * system.
 * @throws SeamNotFoundError
 */
export const findAcsUsers = (
  { acs_user_id, user_identity_id = '', acs_system_id }: AcsUserReference,
  { world, workspace_id }: WorldContext,
): AcsUserRow[] => {
  const { state } = world;
  if (acs_user_id !== undefined) return [state.acsUsers.require(acs_user_id, workspace_id)];
  state.userIdentities.require(user_identity_id, workspace_id);
  const users = state.acsUsers.by('user_identity_id', user_identity_id);
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

/** Finds the only ACS user that a reference names. @throws SeamApiError when there is none, or more than one */
export const findAcsUser = (reference: AcsUserReference, context: WorldContext): AcsUserRow => {
  const [user, another] = findAcsUsers(reference, context);
  if (!user) throw apiError('acs_user_not_found', { message: 'The user identity has no ACS user.' });
  if (another)
    throw apiError('invalid_input', {
      message: 'The user identity has several ACS users. Pass acs_system_id too.',
    });
  return user;
};

/**
 * Returns the ACS user for a change that adds access in an access system. For a user identity, an ACS user is linked
 * or created if necessary.
 * @throws SeamInvalidInputError when the ACS user is in another access system
 */
export const ensureAcsUser = (
  { acs_user_id, user_identity_id = '' }: AcsUserReference,
  acs_system_id: string,
  { world, workspace_id }: WorldContext,
): AcsUserRow => {
  const { state } = world;
  if (acs_user_id === undefined)
    return ensureAcsUserInSystem(
      world,
      state.userIdentities.require(user_identity_id, workspace_id),
      acs_system_id,
    );
  const user = state.acsUsers.require(acs_user_id, workspace_id);
  if (user.acs_system_id !== acs_system_id)
    throw apiError('invalid_input', { message: 'The ACS user is part of another access system.' });
  return user;
};

/** Finds the ACS user for a change that removes access in an access system. Does not link or create one. */
export const findAcsUserInSystem = (
  { acs_user_id, user_identity_id }: AcsUserReference,
  acs_system_id: string,
  context: WorldContext,
): AcsUserRow | undefined =>
  findAcsUsers({ acs_user_id, user_identity_id }, context).find(
    (user) => user.acs_system_id === acs_system_id,
  );
