import { apiError } from '@org/seam-core/server';
import type { UserIdentityRow } from '../../rows.ts';
import type { WorldContext } from '../../world.ts';

type Identifying = Pick<UserIdentityRow, 'user_identity_key' | 'email_address' | 'phone_number'>;

/** @throws SeamApiError with 409 when another user identity of the workspace has the key, the address or the number */
export const checkUnique = (
  wanted: { readonly [K in keyof Identifying]?: Identifying[K] | undefined },
  { world, workspace_id }: WorldContext,
  self?: string,
): void => {
  const isTaken = (field: keyof Identifying) =>
    typeof wanted[field] === 'string' &&
    world.state.userIdentities
      .by(field, wanted[field])
      .some((row) => row.workspace_id === workspace_id && row.user_identity_id !== self);
  if (isTaken('user_identity_key')) throw apiError('user_identity_key_conflict');
  if (isTaken('email_address') || isTaken('phone_number'))
    throw apiError('user_identity_email_or_phone_conflict');
};
