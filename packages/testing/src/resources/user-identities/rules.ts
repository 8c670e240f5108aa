import { apiError } from '@org/seam-server';
import type { UserIdentityRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';

/** The user identity of the workspace with this key. */
export const identityOfKey = (
  user_identity_key: string,
  { world, workspace_id }: WorldContext,
): UserIdentityRow | undefined =>
  world.state.userIdentities
    .by('user_identity_key', user_identity_key)
    .find((row) => row.workspace_id === workspace_id);

/** Finds a user identity by its id or by its key. @throws SeamNotFoundError */
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

/** Checks a phone number, if `assumptions.phone_numbers` requires E.164. @throws SeamInvalidInputError */
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

type UniqueFields = Pick<UserIdentityRow, 'user_identity_key' | 'email_address' | 'phone_number'>;

/**
 * Checks that no other user identity of the workspace has the key, email address or phone number.
 * @throws SeamApiError 409
 */
export const checkUnique = (
  fields: { readonly [K in keyof UniqueFields]?: UniqueFields[K] | undefined },
  { world, workspace_id }: WorldContext,
  self?: string,
): void => {
  const isTaken = (field: keyof UniqueFields) =>
    typeof fields[field] === 'string' &&
    world.state.userIdentities
      .by(field, fields[field])
      .some((row) => row.workspace_id === workspace_id && row.user_identity_id !== self);
  if (isTaken('user_identity_key')) throw apiError('user_identity_key_conflict');
  if (isTaken('email_address') || isTaken('phone_number'))
    throw apiError('user_identity_email_or_phone_conflict');
};
