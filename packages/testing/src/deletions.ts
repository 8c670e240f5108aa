import { acsUsersOf } from './access.ts';
import { deleteAccessGrant } from './deletions/access-grant.ts';
import { deleteAcsCredential } from './deletions/acs-credential.ts';
import { deleteAcsUser } from './deletions/acs-user.ts';
import { deleteClientSession } from './deletions/client-session.ts';
import { deletePhone } from './deletions/phone.ts';
import type { UserIdentityRow } from './rows.ts';
import type { World } from './world.ts';

/**
 * Deletes a user identity with all that hangs on it: credentials, ACS users, client sessions, instant keys, access
 * grants with their access methods, phones, direct access to devices. The events come in this order.
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
