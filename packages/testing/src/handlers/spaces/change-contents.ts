import { changeSpace } from '../../spaces/change-space.ts';
import type { State } from '../../state.ts';
import type { WorldContext } from '../../world.ts';
import { refuseRepeat } from '../refuse-repeat.ts';
import { requireContents, type Contents } from './require-contents.ts';
import { requireManagedContents } from './require-managed-contents.ts';

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
