import { type CallOptions, isSeamError, paginate, type Seam, type UserIdentity } from '@org/seam-core';
import { describeValue, isObject } from '@org/seam-core/internal';
import { AccessError } from '../access-error.ts';
import { canonicalId, isUuid } from '../canonical-id.ts';
import { isAbsent } from '../changes/changes.ts';

/** A person by one of the names that Seam knows, each with the property that it names. */
export type PersonName =
  | { readonly user_identity_id: string }
  | { readonly user_identity_key: string }
  | { readonly email_address: string }
  | { readonly phone_number: string };

/** A person: a user identity's id, key, email address or phone number, as text or by name. */
export type Person = string | PersonName;

const names = ['user_identity_id', 'user_identity_key', 'email_address', 'phone_number'] as const;
type Name = (typeof names)[number];

/** Characters that people put into phone numbers, and that Seam does not store. */
const separators = /[\s().-]/g;
const isPhoneNumber = (text: string): boolean => /^\+?\d{5,}$/.test(text.replaceAll(separators, ''));

/** What a text may be: only an id looks like a UUID, only an email address has an @. Anything may be a key. */
const possibleNames = (text: string): Name[] => {
  if (isUuid(text)) return ['user_identity_id', 'user_identity_key'];
  if (text.includes('@')) return ['user_identity_key', 'email_address'];
  return isPhoneNumber(text) ? ['user_identity_key', 'phone_number'] : ['user_identity_key'];
};

const refuse = (message: string): never => {
  throw new AccessError('invalid_person', message);
};

/** The names that a person may have, and the value, without spaces around it. @throws AccessError `invalid_person` */
const readPerson = (person: unknown): { readonly names: readonly Name[]; readonly value: string } => {
  if (typeof person === 'string') {
    const value = person.trim();
    if (value === '') refuse('A person must be a text that is not empty.');
    return { names: possibleNames(value), value };
  }
  const given = isObject(person)
    ? Object.entries(person).filter(([, value]) => value !== undefined)
    : refuse(
        `A person must be a text, or an object with one of ${names.join(', ')}; got ${describeValue(person)}.`,
      );
  const [[name, value] = ['', undefined], another] = given;
  const known = names.find((each) => each === name);
  if (another || !known)
    return refuse(
      `A person is named by exactly one of ${names.join(', ')}; got ${
        given.length === 0 ? 'none' : given.map(([each]) => each).join(', ')
      }.`,
    );
  if (typeof value !== 'string' || value.trim() === '')
    return refuse(`${name} of a person must be a text that is not empty; got ${describeValue(value)}.`);
  return { names: [known], value: value.trim() };
};

/** Gets a user identity by its id or key; `undefined` when there is none. */
const get = async (
  seam: Seam,
  params: Parameters<Seam['userIdentities']['get']>[0],
  options: CallOptions | undefined,
): Promise<UserIdentity | undefined> => {
  try {
    return await seam.userIdentities.get(params, options);
  } catch (error) {
    // Seam may refuse a value that is no valid id or key instead of not finding it.
    if (isSeamError(error, 'SeamInvalidInputError') || isAbsent(error)) return undefined;
    throw error;
  }
};

const sameEmail = (stored: string | null, wanted: string): boolean =>
  stored?.toLowerCase() === wanted.toLowerCase();

const samePhone = (stored: string | null, wanted: string): boolean =>
  stored?.replaceAll(separators, '') === wanted.replaceAll(separators, '');

interface Search {
  readonly name: 'email_address' | 'phone_number';
  readonly value: string;
}

/**
 * Searches user identities by email address or phone number. Seam's search finds parts of several fields, so each result is
 * compared; whether it heeds capital letters and separators is not documented, so it is repeated without them.
 */
const search = async (
  seam: Seam,
  { name, value }: Search,
  options: CallOptions | undefined,
): Promise<UserIdentity[]> => {
  const isSame = name === 'email_address' ? sameEmail : samePhone;
  const plain = name === 'email_address' ? value.toLowerCase() : value.replaceAll(separators, '');
  const found = new Map<string, UserIdentity>();
  for (const text of new Set([value, plain])) {
    for await (const identity of paginate(seam.userIdentities.list, { search: text }, options))
      if (isSame(identity[name], value)) found.set(identity.user_identity_id, identity);
    if (found.size > 0) break;
  }
  // Seam lists user identities that it does not manage apart, and without their keys. One beside a managed one has doors, too.
  for await (const identity of paginate(seam.userIdentities.unmanaged.list, { search: plain }, options))
    if (isSame(identity[name], value)) {
      const complete = await get(seam, { user_identity_id: identity.user_identity_id }, options);
      if (complete) found.set(complete.user_identity_id, complete);
    }
  return [...found.values()];
};

/**
 * Finds the user identity of a person. A text is tried as whatever it may be. It takes one request for an id, two at most for
 * a UUID that is no id, and for an email address or a phone number one for the key and one for each page of results, three times
 * at most. Capital letters of email addresses and separators of phone numbers do not matter.
 *
 * @throws AccessError `invalid_person` before anything is sent; `person_not_found`; or `person_ambiguous` with the candidates
 * when several user identities match
 */
export const findPerson = async (
  seam: Seam,
  person: Person,
  options?: CallOptions,
): Promise<UserIdentity> => {
  const { names: possible, value } = readPerson(person);
  const found = new Map<string, UserIdentity>();
  for (const name of possible) {
    if (name === 'email_address' || name === 'phone_number') {
      for (const identity of await search(seam, { name, value }, options))
        found.set(identity.user_identity_id, identity);
      continue;
    }
    const params =
      name === 'user_identity_id' ? { user_identity_id: canonicalId(value) } : { user_identity_key: value };
    const identity = await get(seam, params, options);
    if (!identity) continue;
    // An id is unique in all of Seam.
    if (name === 'user_identity_id') return identity;
    found.set(identity.user_identity_id, identity);
  }
  const [identity, ...others] = found.values();
  if (!identity)
    throw new AccessError(
      'person_not_found',
      typeof person === 'string'
        ? 'No user identity has this id, key, email address or phone number.'
        : `No user identity has this ${possible.join('')}.`,
    );
  if (others.length > 0)
    throw new AccessError(
      'person_ambiguous',
      'Several user identities match. Pass the user_identity_id of one.',
      { candidates: [...found.values()] },
    );
  return identity;
};
