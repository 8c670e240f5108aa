import type { accessGrants, Handlers } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { page } from '../../fake/page.ts';
import type { AccessGrantRow } from '../../fake/rows.ts';
import { isWanted } from '../../fake/search.ts';
import type { WorldContext } from '../../fake/world.ts';
import { presentUnmanagedAccessGrant } from './record.ts';
import { checkUniqueKey, matchesEntranceFilter, methodsOfGrant } from './rules.ts';

/** @throws SeamNotFoundError when there is no such access grant, or it is managed */
const requireUnmanagedGrant = (
  access_grant_id: string,
  { world, workspace_id }: WorldContext,
): AccessGrantRow => {
  const grant = world.state.accessGrants.require(access_grant_id, workspace_id);
  if (grant.is_managed) throw apiError('access_grant_not_found', { data: { access_grant_id } });
  return grant;
};

export const accessGrantsUnmanaged: Handlers<typeof accessGrants.unmanaged, WorldContext> = {
  get: ({ access_grant_id }, context) =>
    presentUnmanagedAccessGrant(context.world)(requireUnmanagedGrant(access_grant_id, context)),

  list: (params, context) =>
    page(context.world.state.accessGrants, context, {
      params,
      present: presentUnmanagedAccessGrant(context.world),
      where: (row) =>
        !row.is_managed &&
        isWanted(params.user_identity_id, row.user_identity_id) &&
        isWanted(params.reservation_key, row.reservation_key) &&
        matchesEntranceFilter(context.world, params, row),
    }),

  update: ({ access_grant_id, access_grant_key, is_managed }, context) => {
    const { state } = context.world;
    const grant = requireUnmanagedGrant(access_grant_id, context);
    checkUniqueKey(access_grant_key, context, access_grant_id);
    state.accessGrants.patch(access_grant_id, {
      is_managed,
      access_grant_key: access_grant_key ?? grant.access_grant_key,
    });
    for (const { access_method_id } of methodsOfGrant(context.world, access_grant_id))
      state.accessMethods.patch(access_method_id, { is_managed });
  },
};
