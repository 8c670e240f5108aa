import { apiError } from '@org/seam-server';
import { acsUsersOf } from '../../../access/reach.ts';
import type { AcsUserRow, UserIdentityRow } from '../../../fake/rows.ts';
import type { World, WorldContext } from '../../../fake/world.ts';
import { createAcsUser } from '../systems/request-changes.ts';

/** The ACS users that have the user identity's email address or phone number. */
const samePeople = ({ state }: World, { email_address, phone_number }: UserIdentityRow): AcsUserRow[] => [
  ...(email_address === null ? [] : state.acsUsers.by('email_address', email_address)),
  ...(phone_number === null ? [] : state.acsUsers.by('phone_number', phone_number)),
];

/**
 * The user identity's ACS user in a system: the one it has, one with the same email address or phone number that nobody
 * else has, or a new one.
 */
export const userInSystem = (world: World, identity: UserIdentityRow, acs_system_id: string): AcsUserRow => {
  const { state } = world;
  const { user_identity_id, workspace_id, email_address, full_name, phone_number } = identity;
  state.acsSystems.require(acs_system_id, workspace_id);
  const isHere = (row: AcsUserRow) => row.acs_system_id === acs_system_id;
  const linked = state.acsUsers.by('user_identity_id', user_identity_id).find((row) => isHere(row));
  if (linked) return linked;

  const known = samePeople(world, identity).find((row) => isHere(row) && row.user_identity_id === undefined);
  if (known) {
    state.acsUsers.patch(known.acs_user_id, { user_identity_id });
    return state.acsUsers.require(known.acs_user_id, workspace_id);
  }
  return createAcsUser(world, workspace_id, {
    acs_system_id,
    user_identity_id,
    ...(email_address === null ? {} : { email_address }),
    ...(full_name === null ? {} : { full_name }),
    ...(phone_number === null ? {} : { phone_number }),
  });
};

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

/** The ACS user that is to lose something in an access system, if there is one. Nobody is linked or made for that. */
export const acsUserThere = (
  { acs_user_id, user_identity_id }: AcsUserReference,
  acs_system_id: string,
  context: WorldContext,
): AcsUserRow | undefined =>
  findAcsUsers({ acs_user_id, user_identity_id }, context).find(
    (user) => user.acs_system_id === acs_system_id,
  );
