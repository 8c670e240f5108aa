import type { AcsEntrance } from '@org/seam-core';
import type { AcsEntranceRow } from '../rows.ts';
import type { World } from '../world.ts';

/** An entrance as the API shows it, with the spaces it is in now. */
export const presentAcsEntrance =
  ({ state }: World) =>
  ({ workspace_id: _, ...entrance }: AcsEntranceRow): AcsEntrance => ({
    ...entrance,
    space_ids: state.spaceEntrances.leftsOf(entrance.acs_entrance_id),
  });
