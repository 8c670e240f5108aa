import type { AccessMethodsDeleteParams } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { deleteAccessMethod } from '../../deletions/access-method.ts';
import { methodsOfGrant } from '../../grants/methods-of-grant.ts';
import type { AccessMethodRow } from '../../rows.ts';
import type { WorldContext } from '../../world.ts';
import { findAccessGrant } from '../access-grants/find-access-grant.ts';
import { findAccessMethod } from './find-access-method.ts';

const methodsMeant = (params: AccessMethodsDeleteParams, context: WorldContext): AccessMethodRow[] => {
  const { access_method_id, access_grant_id, reservation_key } = params;
  const { world, workspace_id } = context;
  if (access_method_id !== undefined) return [findAccessMethod(access_method_id, context)];
  if (access_grant_id !== undefined)
    return methodsOfGrant(world, findAccessGrant({ access_grant_id }, context).access_grant_id);
  const grants = world.state.accessGrants
    .by('reservation_key', reservation_key)
    .filter((grant) => grant.workspace_id === workspace_id && grant.is_managed);
  if (grants.length === 0) throw apiError('access_grant_not_found', { data: { reservation_key } });
  return grants.flatMap((grant) => methodsOfGrant(world, grant.access_grant_id));
};

/** Deletes one access method, or all of an access grant, or of a reservation. The access grants stay. */
export const deleteAccessMethods = (params: AccessMethodsDeleteParams, context: WorldContext): void => {
  for (const method of new Set(methodsMeant(params, context))) deleteAccessMethod(context.world, method);
};
