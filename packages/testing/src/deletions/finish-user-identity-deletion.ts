import { deleteUserIdentity } from '../deletions.ts';
import type { World } from '../world.ts';

/** Deletes a user identity once the time that takes has passed. */
export const finishUserIdentityDeletion = (
  world: World,
  { user_identity_id }: { user_identity_id: string },
): void => {
  const identity = world.state.userIdentities.get(user_identity_id);
  if (identity) deleteUserIdentity(world, identity);
};
