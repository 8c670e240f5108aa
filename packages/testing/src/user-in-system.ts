import { createAcsUser } from './acs-changes/create-acs-user.ts';
import type { AcsUserRow, UserIdentityRow } from './rows.ts';
import type { World } from './world.ts';

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
