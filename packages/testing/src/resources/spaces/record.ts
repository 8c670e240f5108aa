import type { Space } from '@org/seam-core';
import type { SpaceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { provisionGrant } from '../access-grants/provision.ts';
import { writeEvent } from '../events/write-event.ts';

/** The fields of an added space, and its contents. */
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

/** A space as the API shows it, with its current numbers of devices and entrances. */
export const presentSpace =
  ({ state }: World) =>
  (row: SpaceRow): Space => ({
    ...row,
    device_count: state.spaceDevices.rightsOf(row.space_id).length,
    acs_entrance_count: state.spaceEntrances.rightsOf(row.space_id).length,
  });

/** The fields that all events of a space have. */
export const spaceEventFields = ({ state }: World, { space_id, space_key, workspace_id }: SpaceRow) => ({
  workspace_id,
  space_id,
  ...(space_key === undefined ? {} : { space_key }),
  device_ids: state.spaceDevices.rightsOf(space_id),
  acs_entrance_ids: state.spaceEntrances.rightsOf(space_id),
});

/** Deletes a space. Its contents stay, but the access grants of the space lose access to them. */
export const deleteSpace = (world: World, space: SpaceRow): void => {
  const { state } = world;
  const { space_id } = space;
  const eventFields = spaceEventFields(world, space);
  const grants = state.grantSpaces.leftsOf(space_id);
  for (const links of [state.spaceDevices, state.spaceEntrances, state.spaceAccounts])
    links.deleteLeft(space_id);
  state.grantSpaces.deleteRight(space_id);
  state.spaces.delete(space_id);
  for (const access_grant_id of grants) provisionGrant(world, access_grant_id);
  writeEvent(world, 'space.deleted', eventFields);
};
