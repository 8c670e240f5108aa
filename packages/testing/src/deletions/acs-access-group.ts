import { writeEvent } from '../events/write-event.ts';
import type { AcsAccessGroupRow } from '../rows.ts';
import type { World } from '../world.ts';

/** Deletes an access group, and with it what its members could open. */
export const deleteAcsAccessGroup = (
  world: World,
  { acs_access_group_id, acs_system_id, connected_account_id, workspace_id }: AcsAccessGroupRow,
): void => {
  const { state } = world;
  for (const { acs_change_id } of state.acsChanges.by('acs_access_group_id', acs_access_group_id))
    state.acsChanges.delete(acs_change_id);
  state.groupMembers.deleteRight(acs_access_group_id);
  state.groupEntrances.deleteLeft(acs_access_group_id);
  state.acsAccessGroups.delete(acs_access_group_id);
  writeEvent(world, 'acs_access_group.deleted', {
    workspace_id,
    acs_access_group_id,
    acs_system_id,
    connected_account_id,
  });
};
