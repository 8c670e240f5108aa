import type { UserIdentityRow } from '../rows.ts';
import type { World } from '../world.ts';

/**
 * Deletes a user identity, which takes `assumptions.user_identity_deletion_ms` on the fake's clock. Meanwhile it shows
 * that it is being deleted, and keeps its access; asking again changes nothing.
 */
export const beginUserIdentityDeletion = (
  world: World,
  { user_identity_id, warnings }: UserIdentityRow,
): void => {
  const { state, clock, assumptions } = world;
  if (warnings.some(({ warning_code }) => warning_code === 'being_deleted')) return;
  state.userIdentities.patch(user_identity_id, {
    warnings: [
      ...warnings,
      {
        warning_code: 'being_deleted',
        message: 'The user identity is being deleted.',
        created_at: clock.timestamp(),
      },
    ],
  });
  world.after(assumptions.user_identity_deletion_ms, {
    name: 'delete_user_identity',
    args: { user_identity_id },
  });
};
