import type { UserIdentitiesCreateParams } from '@org/seam-core';
import { addUserIdentity } from '../../fixtures/user-identities.ts';
import type { UserIdentityRow } from '../../rows.ts';
import type { WorldContext } from '../../world.ts';
import { checkPhoneNumber } from './check-phone-number.ts';
import { checkUnique } from './check-unique.ts';

/** Makes a user identity of what a caller says of it. @throws SeamApiError when that cannot be, or somebody has it */
export const createUserIdentity = (
  given: Omit<UserIdentitiesCreateParams, 'acs_system_ids'>,
  context: WorldContext,
): UserIdentityRow => {
  checkPhoneNumber(context.world, given);
  checkUnique(given, context);
  return addUserIdentity(context.world, context.workspace_id, {
    user_identity_key: given.user_identity_key ?? null,
    email_address: given.email_address ?? null,
    full_name: given.full_name ?? null,
    phone_number: given.phone_number ?? null,
  });
};
