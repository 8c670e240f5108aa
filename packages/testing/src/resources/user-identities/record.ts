import type { UnmanagedUserIdentity, UserIdentity } from '@org/seam-core';
import type { UserIdentityRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';

/** Adds a user identity to a workspace. */
export const addUserIdentity = (
  { state, ids, clock }: World,
  workspace_id: string,
  overrides: Partial<UserIdentityRow> = {},
): UserIdentityRow =>
  state.userIdentities.insert({
    user_identity_id: ids.next('user_identity'),
    user_identity_key: null,
    email_address: null,
    full_name: null,
    phone_number: null,
    is_managed: true,
    created_at: clock.timestamp(),
    errors: [],
    warnings: [],
    workspace_id,
    ...overrides,
  });

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
