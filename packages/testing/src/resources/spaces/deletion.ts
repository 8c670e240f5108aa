import { writeEvent } from '../../events/write-event.ts';
import type { SpaceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { provisionGrant } from '../access-grants/provision.ts';
import { aboutSpace } from './record.ts';

/** Deletes a space. What was in it stays; access grants for it open that no longer. */
export const deleteSpace = (world: World, space: SpaceRow): void => {
  const { state } = world;
  const { space_id } = space;
  const about = aboutSpace(world, space);
  const grants = state.grantSpaces.leftsOf(space_id);
  for (const links of [state.spaceDevices, state.spaceEntrances, state.spaceAccounts])
    links.deleteLeft(space_id);
  state.grantSpaces.deleteRight(space_id);
  state.spaces.delete(space_id);
  for (const access_grant_id of grants) provisionGrant(world, access_grant_id);
  writeEvent(world, 'space.deleted', about);
};
