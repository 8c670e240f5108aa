import { apiError } from '@org/seam-server';
import type { State } from '../../fake/state.ts';
import type { WorldContext } from '../../fake/world.ts';
import { refuseRepeat } from '../shared/refusals.ts';
import { changeSpace } from './changes.ts';

/** What can be in a space. */
interface Contents {
  readonly device_ids?: readonly string[] | undefined;
  readonly acs_entrance_ids?: readonly string[] | undefined;
  readonly connected_account_ids?: readonly string[] | undefined;
}

/** @throws SeamNotFoundError when something that shall be in a space, or leave it, does not exist */
const requireContents = (
  { device_ids = [], acs_entrance_ids = [], connected_account_ids = [] }: Contents,
  { world: { state }, workspace_id }: WorldContext,
): void => {
  for (const id of device_ids) state.devices.require(id, workspace_id);
  for (const id of acs_entrance_ids) state.acsEntrances.require(id, workspace_id);
  for (const id of connected_account_ids) state.connectedAccounts.require(id, workspace_id);
};

/** @throws SeamApiError when something that shall be in a space does not exist, or is an unmanaged device */
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

/** Puts things into a space. Those that are in it stay. @throws SeamApiError when a device is unmanaged */
export const addContents = (contents: InSpace, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const { space_id } = contents;
  const space = world.state.spaces.require(space_id, workspace_id);
  requireManagedContents(contents, context);
  changeSpace(world, space, () => {
    for (const [links, ids] of linksIn(world.state, contents)) for (const id of ids) links.add(space_id, id);
  });
};

/** Takes things out of a space. */
export const removeContents = (contents: InSpace, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const { space_id } = contents;
  const space = world.state.spaces.require(space_id, workspace_id);
  requireContents(contents, context);
  const parts = linksIn(world.state, contents);
  if (!parts.every(([links, ids]) => ids.every((id) => links.has(space_id, id))))
    refuseRepeat(world, 'not_found', 'Not everything that is named is in the space.');
  changeSpace(world, space, () => {
    for (const [links, ids] of parts) for (const id of ids) links.delete(space_id, id);
  });
};
