import { apiError } from '@org/seam-server';
import type { SpaceRow } from '../../fake/rows.ts';
import type { State } from '../../fake/state.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { provisionGrant } from '../access-grants/provision.ts';
import { writeEvent } from '../events/write-event.ts';
import { checkRepeatedRemoval } from '../shared/checks.ts';
import { spaceEventFields } from './record.ts';

/**
 * Changes the contents of a space. If they differ afterwards, writes the event and provisions the access grants of the
 * space.
 */
export const changeSpace = (world: World, space: SpaceRow, change: () => void): void => {
  const before = JSON.stringify(spaceEventFields(world, space));
  change();
  const after = spaceEventFields(world, space);
  if (JSON.stringify(after) === before) return;
  writeEvent(world, 'space.device_membership_changed', after);
  for (const access_grant_id of world.state.grantSpaces.leftsOf(space.space_id))
    provisionGrant(world, access_grant_id);
};

/** The devices, entrances and accounts of a space. */
interface Contents {
  readonly device_ids?: readonly string[] | undefined;
  readonly acs_entrance_ids?: readonly string[] | undefined;
  readonly connected_account_ids?: readonly string[] | undefined;
}

/** Checks that the contents exist. @throws SeamNotFoundError */
const requireContents = (
  { device_ids = [], acs_entrance_ids = [], connected_account_ids = [] }: Contents,
  { world: { state }, workspace_id }: WorldContext,
): void => {
  for (const id of device_ids) state.devices.require(id, workspace_id);
  for (const id of acs_entrance_ids) state.acsEntrances.require(id, workspace_id);
  for (const id of connected_account_ids) state.connectedAccounts.require(id, workspace_id);
};

/** Checks that the contents exist and that the devices are managed. @throws SeamApiError */
export const requireManagedContents = (contents: Contents, context: WorldContext): void => {
  requireContents(contents, context);
  for (const device_id of contents.device_ids ?? [])
    if (!context.world.state.devices.require(device_id, context.workspace_id).is_managed)
      throw apiError('device_unmanaged', { data: { device_id } });
};

interface InSpace extends Contents {
  readonly space_id: string;
}

const linksIn = (state: State, { device_ids, acs_entrance_ids, connected_account_ids }: Contents) =>
  [
    [state.spaceDevices, device_ids ?? []],
    [state.spaceEntrances, acs_entrance_ids ?? []],
    [state.spaceAccounts, connected_account_ids ?? []],
  ] as const;

/**
 * Adds devices, entrances and accounts to a space.
 * @throws SeamApiError when one does not exist, or is an unmanaged device
 */
export const addContents = (contents: InSpace, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const { space_id } = contents;
  const space = world.state.spaces.require(space_id, workspace_id);
  requireManagedContents(contents, context);
  changeSpace(world, space, () => {
    for (const [links, ids] of linksIn(world.state, contents)) for (const id of ids) links.add(space_id, id);
  });
};

/** Removes devices, entrances and accounts from a space. */
export const removeContents = (contents: InSpace, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const { space_id } = contents;
  const space = world.state.spaces.require(space_id, workspace_id);
  requireContents(contents, context);
  const parts = linksIn(world.state, contents);
  if (!parts.every(([links, ids]) => ids.every((id) => links.has(space_id, id))))
    checkRepeatedRemoval(world, 'not_found', 'Not all of the given resources are in the space.');
  changeSpace(world, space, () => {
    for (const [links, ids] of parts) for (const id of ids) links.delete(space_id, id);
  });
};
