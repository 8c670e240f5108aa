import { writeEvent } from '../../events/write-event.ts';
import type { SpaceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { provisionGrant } from '../access-grants/provision.ts';
import { aboutSpace } from './record.ts';

/**
 * Changes what is in a space. If that makes a difference there is an event, and the access grants for the space open
 * what is in it from now on.
 */
export const changeSpace = (world: World, space: SpaceRow, change: () => void): void => {
  const before = JSON.stringify(aboutSpace(world, space));
  change();
  const after = aboutSpace(world, space);
  if (JSON.stringify(after) === before) return;
  writeEvent(world, 'space.device_membership_changed', after);
  for (const access_grant_id of world.state.grantSpaces.leftsOf(space.space_id))
    provisionGrant(world, access_grant_id);
};
