import { writeEvent } from '../../../events/write-event.ts';
import type { AcsUserRow } from '../../../fake/rows.ts';
import type { World } from '../../../fake/world.ts';
import { deleteAcsCredential } from '../credentials/deletion.ts';

/** Deletes an ACS user with the credentials that are no use without it. */
export const deleteAcsUser = (
  world: World,
  { acs_user_id, acs_system_id, connected_account_id, workspace_id }: AcsUserRow,
): void => {
  const { state } = world;
  for (const credential of state.acsCredentials.by('acs_user_id', acs_user_id))
    deleteAcsCredential(world, credential);
  for (const { acs_change_id } of state.acsChanges.by('acs_user_id', acs_user_id))
    state.acsChanges.delete(acs_change_id);
  state.entranceAccess.deleteLeft(acs_user_id);
  state.groupMembers.deleteLeft(acs_user_id);
  state.acsUsers.delete(acs_user_id);
  writeEvent(world, 'acs_user.deleted', { workspace_id, acs_user_id, acs_system_id, connected_account_id });
};
