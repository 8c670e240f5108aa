import type { UnmanagedUserIdentity, UserIdentity } from '@org/seam-core';
import type { UserIdentityRow } from '../rows.ts';
import type { World } from '../world.ts';

const displayName = ({
  full_name,
  email_address,
  user_identity_key,
  user_identity_id,
}: UserIdentityRow): string =>
  full_name ?? email_address ?? user_identity_key ?? `User identity ${user_identity_id}`;

/** A user identity as the API shows it, with the ACS users that belong to it now. */
export const presentUserIdentity =
  ({ state }: World) =>
  ({ is_managed: _, customer_key: __, ...row }: UserIdentityRow): UserIdentity => ({
    ...row,
    display_name: displayName({ is_managed: true, ...row }),
    acs_user_ids: state.acsUsers
      .by('user_identity_id', row.user_identity_id)
      .map(({ acs_user_id }) => acs_user_id),
  });

/** The same of an unmanaged one, which has no key. */
export const presentUnmanagedUserIdentity =
  (world: World) =>
  (row: UserIdentityRow): UnmanagedUserIdentity => {
    const { user_identity_key: _, ...shown } = presentUserIdentity(world)(row);
    return shown;
  };
