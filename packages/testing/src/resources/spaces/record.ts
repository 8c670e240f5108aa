import type { Space } from '@org/seam-core';
import type { SpaceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';

/** What a space may be given when it is added, and what is in it. */
export type SpaceOverrides = Partial<SpaceRow> & {
  readonly device_ids?: readonly string[] | undefined;
  readonly acs_entrance_ids?: readonly string[] | undefined;
  readonly connected_account_ids?: readonly string[] | undefined;
};

/** Adds a space to a workspace. */
export const addSpace = (
  { state, ids, clock }: World,
  workspace_id: string,
  { device_ids = [], acs_entrance_ids = [], connected_account_ids = [], ...overrides }: SpaceOverrides = {},
): SpaceRow => {
  const { name = 'Space' } = overrides;
  const space = state.spaces.insert({
    space_id: ids.next('space'),
    name,
    display_name: name,
    created_at: clock.timestamp(),
    workspace_id,
    ...overrides,
  });
  for (const id of device_ids) state.spaceDevices.add(space.space_id, id);
  for (const id of acs_entrance_ids) state.spaceEntrances.add(space.space_id, id);
  for (const id of connected_account_ids) state.spaceAccounts.add(space.space_id, id);
  return space;
};

/** A space as the API shows it, with the numbers of what is in it now. */
export const presentSpace =
  ({ state }: World) =>
  (row: SpaceRow): Space => ({
    ...row,
    device_count: state.spaceDevices.rightsOf(row.space_id).length,
    acs_entrance_count: state.spaceEntrances.rightsOf(row.space_id).length,
  });

/** What every event about a space says of it: which it is, and what is in it. */
export const aboutSpace = ({ state }: World, { space_id, space_key, workspace_id }: SpaceRow) => ({
  workspace_id,
  space_id,
  ...(space_key === undefined ? {} : { space_key }),
  device_ids: state.spaceDevices.rightsOf(space_id),
  acs_entrance_ids: state.spaceEntrances.rightsOf(space_id),
});
