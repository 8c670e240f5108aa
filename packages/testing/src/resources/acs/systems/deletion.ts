import { writeEvent } from '../../../events/write-event.ts';
import type { AcsSystemRow } from '../../../fake/rows.ts';
import type { World } from '../../../fake/world.ts';
import { deleteAcsAccessGroup } from '../access-groups/record.ts';
import { deleteAcsCredential } from '../credentials/deletion.ts';
import { deleteAcsEntrance } from '../entrances/record.ts';
import { deleteAcsUser } from '../users/deletion.ts';

/** Deletes an access system with its users, credentials, access groups, entrances and encoders. It has no event. */
export const deleteAcsSystem = (world: World, { acs_system_id }: AcsSystemRow): void => {
  const { state } = world;
  for (const user of state.acsUsers.by('acs_system_id', acs_system_id)) deleteAcsUser(world, user);
  for (const credential of state.acsCredentials.by('acs_system_id', acs_system_id))
    deleteAcsCredential(world, credential);
  for (const group of state.acsAccessGroups.by('acs_system_id', acs_system_id))
    deleteAcsAccessGroup(world, group);
  for (const entrance of state.acsEntrances.by('acs_system_id', acs_system_id))
    deleteAcsEntrance(world, entrance);
  for (const encoder of state.acsEncoders.by('acs_system_id', acs_system_id)) {
    const { acs_encoder_id, connected_account_id, workspace_id } = encoder;
    state.acsEncoders.delete(acs_encoder_id);
    writeEvent(world, 'acs_encoder.removed', {
      workspace_id,
      acs_encoder_id,
      acs_system_id,
      connected_account_id,
    });
  }
  state.acsSystems.delete(acs_system_id);
};
