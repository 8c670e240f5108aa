import type { WorldContext } from '../../world.ts';
import { checkPhoneNumber } from '../user-identities/check-phone-number.ts';
import { checkUnique } from '../user-identities/check-unique.ts';
import { createUserIdentity } from '../user-identities/create-user-identity.ts';
import { identityOfKey } from '../user-identities/find-user-identity.ts';

interface Person {
  readonly key: string;
  readonly customer_key: string;
  readonly name: string;
  readonly email_address?: string | undefined;
  readonly phone_number?: string | undefined;
}

/** Makes a user identity of a pushed person, or changes the one that has the key. */
export const pushPerson = (
  { key, customer_key, name, email_address, phone_number }: Person,
  context: WorldContext,
): void => {
  const { userIdentities } = context.world.state;
  const changes = {
    full_name: name,
    ...(email_address === undefined ? {} : { email_address }),
    ...(phone_number === undefined ? {} : { phone_number }),
  };
  const known = identityOfKey(key, context);
  if (known) {
    checkPhoneNumber(context.world, changes);
    checkUnique(changes, context, known.user_identity_id);
  }
  const { user_identity_id } = known ?? createUserIdentity({ ...changes, user_identity_key: key }, context);
  userIdentities.patch(user_identity_id, { ...changes, customer_key });
};
