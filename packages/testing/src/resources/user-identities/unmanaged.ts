import type { Handlers, userIdentities } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { page } from '../../fake/page.ts';
import type { UserIdentityRow } from '../../fake/rows.ts';
import { isBefore, matches } from '../../fake/search.ts';
import type { WorldContext } from '../../fake/world.ts';
import { checkUnique } from './create.ts';
import { presentUnmanagedUserIdentity } from './record.ts';

const requireUnmanaged = (
  { world, workspace_id }: WorldContext,
  user_identity_id: string,
): UserIdentityRow => {
  const row = world.state.userIdentities.require(user_identity_id, workspace_id);
  if (row.is_managed) throw apiError('user_identity_not_found', { data: { user_identity_id } });
  return row;
};

export const userIdentitiesUnmanaged: Handlers<typeof userIdentities.unmanaged, WorldContext> = {
  get: ({ user_identity_id }, context) =>
    presentUnmanagedUserIdentity(context.world)(requireUnmanaged(context, user_identity_id)),

  list: (params, context) =>
    page(context.world.state.userIdentities, context, {
      params,
      present: presentUnmanagedUserIdentity(context.world),
      where: (row) =>
        !row.is_managed &&
        isBefore(params.created_before, row.created_at) &&
        matches(params.search, [row.full_name, row.phone_number, row.email_address, row.user_identity_id]),
    }),

  update: ({ user_identity_id, user_identity_key, is_managed }, context) => {
    const row = requireUnmanaged(context, user_identity_id);
    checkUnique({ user_identity_key }, context, user_identity_id);
    context.world.state.userIdentities.patch(user_identity_id, {
      is_managed,
      user_identity_key: user_identity_key ?? row.user_identity_key,
    });
  },
};
