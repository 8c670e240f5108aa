import { writeEvent } from '../events/write-event.ts';
import type { AcsEntranceRow } from '../rows.ts';
import type { World } from '../world.ts';

/** Deletes an entrance that is no longer part of its access system. */
export const deleteAcsEntrance = (
  world: World,
  { acs_entrance_id, acs_system_id, connected_account_id, workspace_id }: AcsEntranceRow,
): void => {
  const { state } = world;
  for (const links of [
    state.entranceAccess,
    state.groupEntrances,
    state.credentialEntrances,
    state.grantEntrances,
    state.spaceEntrances,
  ])
    links.deleteRight(acs_entrance_id);
  state.acsEntrances.delete(acs_entrance_id);
  writeEvent(world, 'acs_entrance.removed', {
    workspace_id,
    acs_entrance_id,
    acs_system_id,
    connected_account_id,
  });
};
