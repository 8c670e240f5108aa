import type { AcsEntrance } from '@org/seam-core';
import type { AcsEntranceRow } from '../../../fake/rows.ts';
import type { World } from '../../../fake/world.ts';
import { writeEvent } from '../../events/write-event.ts';

/** Deletes an entrance that was removed from its access system. */
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
    state.methodExceptions,
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

/** Adds an entrance to an access system. */
export const addAcsEntrance = (
  { state, ids, clock }: World,
  workspace_id: string,
  overrides: Partial<AcsEntranceRow> & { readonly acs_system_id: string },
): AcsEntranceRow =>
  state.acsEntrances.insert({
    acs_entrance_id: ids.next('acs_entrance'),
    connected_account_id: state.acsSystems.require(overrides.acs_system_id, workspace_id)
      .connected_account_id,
    created_at: clock.timestamp(),
    display_name: 'Entrance',
    errors: [],
    warnings: [],
    workspace_id,
    ...overrides,
  });

/** An entrance as the API shows it, with its current spaces. */
export const presentAcsEntrance =
  ({ state }: World) =>
  ({ workspace_id: _, ...entrance }: AcsEntranceRow): AcsEntrance => ({
    ...entrance,
    space_ids: state.spaceEntrances.leftsOf(entrance.acs_entrance_id),
  });
