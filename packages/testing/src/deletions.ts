import { acsUsersOf } from './access.ts';
import type { AcsUserRow, UserIdentityRow } from './rows.ts';
import type { World } from './world.ts';

/** Deletes an ACS user with the credentials that are no use without it. */
export const deleteAcsUser = ({ state }: World, { acs_user_id }: AcsUserRow): void => {
  for (const { acs_credential_id } of state.acsCredentials.by('acs_user_id', acs_user_id)) {
    state.credentialEntrances.deleteLeft(acs_credential_id);
    state.acsCredentials.delete(acs_credential_id);
  }
  state.entranceAccess.deleteLeft(acs_user_id);
  state.groupMembers.deleteLeft(acs_user_id);
  state.acsUsers.delete(acs_user_id);
};

/** Deletes a user identity with all that hangs on it: credentials, ACS users, client sessions, instant keys, access. */
export const deleteUserIdentity = (world: World, { user_identity_id }: UserIdentityRow): void => {
  const { state } = world;
  for (const user of acsUsersOf(world, user_identity_id)) deleteAcsUser(world, user);
  for (const { acs_credential_id } of state.acsCredentials.by('user_identity_id', user_identity_id)) {
    state.credentialEntrances.deleteLeft(acs_credential_id);
    state.acsCredentials.delete(acs_credential_id);
  }
  for (const { client_session_id } of state.clientSessions.by('user_identity_id', user_identity_id))
    state.clientSessions.delete(client_session_id);
  for (const { instant_key_id } of state.instantKeys.by('user_identity_id', user_identity_id))
    state.instantKeys.delete(instant_key_id);
  state.deviceAccess.deleteLeft(user_identity_id);
  state.userIdentities.delete(user_identity_id);
};
