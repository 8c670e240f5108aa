import { entranceIdsOfGrant } from '../../grants/reach-of-grant.ts';
import type { AccessGrantRow } from '../../rows.ts';
import type { World } from '../../world.ts';

interface EntranceFilter {
  readonly acs_entrance_id?: string | undefined;
  readonly acs_system_id?: string | undefined;
}

/** Whether an access grant is for the entrance, and for one of the system, that a list asks for. */
export const opensEntranceOf = (
  world: World,
  { acs_entrance_id, acs_system_id }: EntranceFilter,
  grant: AccessGrantRow,
): boolean => {
  if (acs_entrance_id === undefined && acs_system_id === undefined) return true;
  const ids = entranceIdsOfGrant(world, grant);
  return (
    (acs_entrance_id === undefined || ids.includes(acs_entrance_id)) &&
    (acs_system_id === undefined ||
      ids.some((id) => world.state.acsEntrances.get(id)?.acs_system_id === acs_system_id))
  );
};
