import type { AccessGrant, AccessGrantsListParams } from '@org/seam-core';
import { deviceIdsOfGrant } from '../../grants/reach-of-grant.ts';
import { isAmong, isWanted } from '../../matches.ts';
import { page } from '../../page.ts';
import { presentAccessGrant } from '../../present/access-grant.ts';
import type { AccessGrantRow } from '../../rows.ts';
import type { World, WorldContext } from '../../world.ts';
import { opensEntranceOf } from './opens-entrance-of.ts';

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
