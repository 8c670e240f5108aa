import type { AccessGrant, AccessGrantsListParams } from '@org/seam-core';
import { page } from '../../fake/page.ts';
import type { AccessGrantRow } from '../../fake/rows.ts';
import { isAmong, isWanted } from '../../fake/search.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { deviceIdsOfGrant, entranceIdsOfGrant } from './reach.ts';
import { presentAccessGrant } from './record.ts';

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

const madeCode = ({ state }: World, access_code_id: string, { access_grant_id }: AccessGrantRow): boolean =>
  state.grantMethods.has(access_grant_id, state.accessCodes.get(access_code_id)?.access_method_id ?? '');

/** The managed access grants, a page at a time. A key of `null` asks for those that have none. */
export const listAccessGrants = (params: AccessGrantsListParams, context: WorldContext): AccessGrant[] => {
  const { world } = context;
  const { state } = world;
  const { access_code_id, access_grant_key: key, device_id, user_identity_id } = params;
  const spaces = [params.space_id, params.location_id].filter((id) => id !== undefined);
  return page(state.accessGrants, context, {
    params,
    among:
      user_identity_id === undefined
        ? undefined
        : state.accessGrants.by('user_identity_id', user_identity_id),
    present: presentAccessGrant(world),
    where: (row) =>
      row.is_managed &&
      isAmong(params.access_grant_ids, row.access_grant_id) &&
      isWanted(key, row.access_grant_key ?? null) &&
      isWanted(params.customer_key, row.customer_key) &&
      isWanted(params.reservation_key, row.reservation_key) &&
      spaces.every((id) => state.grantSpaces.has(row.access_grant_id, id)) &&
      (device_id === undefined || deviceIdsOfGrant(world, row).includes(device_id)) &&
      (access_code_id === undefined || madeCode(world, access_code_id, row)) &&
      opensEntranceOf(world, params, row),
  });
};
