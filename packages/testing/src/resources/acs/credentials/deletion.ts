import { writeEvent } from '../../../events/write-event.ts';
import type { AcsCredentialRow } from '../../../fake/rows.ts';
import type { World } from '../../../fake/world.ts';

/** Deletes a credential: it opens nothing any more. */
export const deleteAcsCredential = (
  world: World,
  { acs_credential_id, acs_system_id, connected_account_id, workspace_id }: AcsCredentialRow,
): void => {
  const { state } = world;
  for (const { acs_change_id } of state.acsChanges.by('acs_credential_id', acs_credential_id))
    state.acsChanges.delete(acs_change_id);
  state.credentialEntrances.deleteLeft(acs_credential_id);
  state.methodCredentials.deleteRight(acs_credential_id);
  state.acsCredentials.delete(acs_credential_id);
  writeEvent(world, 'acs_credential.deleted', {
    workspace_id,
    acs_credential_id,
    acs_system_id,
    connected_account_id,
  });
};
