import type { UserIdentitiesCreateParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { UserIdentityRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { addUserIdentity } from './record.ts';

/** @throws SeamInvalidInputError when phone numbers are assumed to be E.164 and this one is not */
export const checkPhoneNumber = (
  { assumptions }: World,
  { phone_number }: { readonly phone_number?: string | null | undefined },
): void => {
  if (assumptions.phone_numbers === 'any' || !phone_number || /^\+[1-9]\d{1,14}$/.test(phone_number)) return;
  const message = 'A phone number must be in the E.164 format, such as +14155552671.';
  throw apiError('invalid_input', {
    message,
    validationErrors: { _errors: [], phone_number: { _errors: [message] } },
  });
};

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
