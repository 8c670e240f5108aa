import { apiError } from '@org/seam-core/server';
import type { World } from '../../world.ts';

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
