import { apiError } from '@org/seam-core/server';
import type { UserIdentityRow } from '../../rows.ts';
import type { WorldContext } from '../../world.ts';

/** The user identity named by its id or by its key. @throws SeamNotFoundError */
export const findUserIdentity = (
  reference: {
    readonly user_identity_id?: string | undefined;
    readonly user_identity_key?: string | undefined;
  },
  { world, workspace_id }: WorldContext,
): UserIdentityRow => {
  const { user_identity_id, user_identity_key } = reference;
  const { userIdentities } = world.state;
  if (user_identity_id !== undefined) return userIdentities.require(user_identity_id, workspace_id);
  const named = userIdentities
    .by('user_identity_key', user_identity_key ?? null)
    .find((row) => row.workspace_id === workspace_id);
  if (!named) throw apiError('user_identity_not_found', { data: { user_identity_key } });
  return named;
};
