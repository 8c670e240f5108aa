import type { Space } from '@org/seam-core';
import type { SpaceRow } from '../rows.ts';
import type { World } from '../world.ts';

/** A space as the API shows it, with the numbers of what is in it now. */
export const presentSpace =
  ({ state }: World) =>
  (row: SpaceRow): Space => ({
    ...row,
    device_count: state.spaceDevices.rightsOf(row.space_id).length,
    acs_entrance_count: state.spaceEntrances.rightsOf(row.space_id).length,
  });
