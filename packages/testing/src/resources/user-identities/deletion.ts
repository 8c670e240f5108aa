import { acsUsersOf } from '../../access/reach.ts';
import type { UserIdentityRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { deleteAccessGrant } from '../access-grants/deletion.ts';
import { deleteAcsCredential } from '../acs/credentials/deletion.ts';
import { deleteAcsUser } from '../acs/users/deletion.ts';
import { deleteClientSession } from '../client-sessions/record.ts';
import { deletePhone } from '../phones/record.ts';

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

/**
 * Deletes a user identity, which takes `assumptions.user_identity_deletion_ms` on the fake's clock. Meanwhile it shows
 * that it is being deleted, and keeps its access; asking again changes nothing.
 */
export const beginUserIdentityDeletion = (
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

/** Deletes a user identity once the time that takes has passed. */
export const finishUserIdentityDeletion = (
  world: World,
  { user_identity_id }: { user_identity_id: string },
): void => {
  const identity = world.state.userIdentities.get(user_identity_id);
  if (identity) deleteUserIdentity(world, identity);
};
