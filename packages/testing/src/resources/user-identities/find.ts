import { apiError } from '@org/seam-server';
import type { UserIdentityRow } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';

/** The user identity of the workspace that has a key. */
export const identityOfKey = (
  user_identity_key: string,
  { world, workspace_id }: WorldContext,
): UserIdentityRow | undefined =>
  world.state.userIdentities
    .by('user_identity_key', user_identity_key)
    .find((row) => row.workspace_id === workspace_id);

/** The user identity named by its id or by its key. @throws SeamNotFoundError */
export const findUserIdentity = (
  reference: {
    readonly user_identity_id?: string | undefined;
    readonly user_identity_key?: string | undefined;
  },
  context: WorldContext,
): UserIdentityRow => {
  const { user_identity_id, user_identity_key = '' } = reference;
  if (user_identity_id !== undefined)
    return context.world.state.userIdentities.require(user_identity_id, context.workspace_id);
  const named = identityOfKey(user_identity_key, context);
  if (!named) throw apiError('user_identity_not_found', { data: { user_identity_key } });
  return named;
};
