import { type CallOptions, isSeamError, paginate, type Seam, type UserIdentity } from '@org/seam-core';
import { AccessError } from '../access-error.ts';

/** A person by one of the names that Seam knows, each with the property that it names. */
export type PersonName =
  | { readonly user_identity_id: string }
  | { readonly user_identity_key: string }
  | { readonly email_address: string }
  | { readonly phone_number: string };

/** A person: a user identity's id, key, email address or phone number, as text or by name. */
export type Person = string | PersonName;

const names = ['user_identity_id', 'user_identity_key', 'email_address', 'phone_number'] as const;

/** The given names, each with its value. A text may be any of them. */
const namesOf = (person: Person): (readonly [name: (typeof names)[number], value: string])[] => {
  const entries =
    typeof person === 'string'
      ? names.map((name) => [name, person] as const)
      : names.flatMap((name) => {
          const value = (person as Partial<Record<typeof name, unknown>>)[name];
          return value === undefined ? [] : [[name, value as string] as const];
        });
  for (const [name, value] of entries)
    if (typeof value !== 'string' || value.trim() === '')
      throw new AccessError('invalid_person', `${name} of a person must be a text that is not empty.`);
  if (entries.length === 0 || (typeof person !== 'string' && entries.length > 1))
    throw new AccessError('invalid_person', `A person is named by exactly one of ${names.join(', ')}.`);
  return entries;
};

const sameText = (one: string | null, other: string): boolean =>
  one !== null && one.toLowerCase() === other.toLowerCase();

/**
 * Finds the user identity of a person. A text is tried as id, key, email address and phone number.
 * @throws AccessError `person_not_found`, or `person_ambiguous` with the candidates when several user identities match
 */
export const findPerson = async (
  seam: Seam,
  person: Person,
  options?: CallOptions,
): Promise<UserIdentity> => {
  const wanted = namesOf(person);
  const found = new Map<string, UserIdentity>();
  for (const [name, value] of wanted) {
    if (name === 'email_address' || name === 'phone_number') {
      for await (const identity of paginate(seam.userIdentities.list, { search: value }, options))
        if (sameText(identity[name], value)) found.set(identity.user_identity_id, identity);
      continue;
    }
    const params = { [name]: value } as { user_identity_id: string };
    const identity = await seam.userIdentities.get(params, options).catch((error: unknown) => {
      // A key or an email address is not a valid id, which Seam may refuse instead of not finding it.
      if (isSeamError(error, 'SeamNotFoundError') || isSeamError(error, 'SeamInvalidInputError')) return;
      throw error;
    });
    if (identity) found.set(identity.user_identity_id, identity);
  }
  const [identity, ...others] = found.values();
  if (!identity)
    throw new AccessError(
      'person_not_found',
      'No user identity has this id, key, email address or phone number.',
    );
  if (others.length > 0)
    throw new AccessError(
      'person_ambiguous',
      'Several user identities match. Pass the user_identity_id of one.',
      {
        candidates: [...found.values()],
      },
    );
  return identity;
};
