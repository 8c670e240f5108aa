import type { SpaceRow } from '../rows.ts';
import type { World } from '../world.ts';

/** What every event about a space says of it: which it is, and what is in it. */
export const aboutSpace = ({ state }: World, { space_id, space_key, workspace_id }: SpaceRow) => ({
  workspace_id,
  space_id,
  ...(space_key === undefined ? {} : { space_key }),
  device_ids: state.spaceDevices.rightsOf(space_id),
  acs_entrance_ids: state.spaceEntrances.rightsOf(space_id),
});
