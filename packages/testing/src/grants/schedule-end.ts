import type { AccessGrantRow } from '../rows.ts';
import type { World } from '../world.ts';

/** Plans the end of an access grant, if it has one. */
export const scheduleEnd = (
  world: World,
  { access_grant_id, ends_at }: Pick<AccessGrantRow, 'access_grant_id' | 'ends_at'>,
): void => {
  if (ends_at !== null)
    world.scheduleAt(ends_at, { name: 'end_access_grant', args: { access_grant_id, ends_at } });
};
