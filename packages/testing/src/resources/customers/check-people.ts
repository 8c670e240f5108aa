import { apiError } from '@org/seam-server';
import type { WorldContext } from '../../fake/world.ts';
import { checkPhoneNumber } from '../user-identities/rules.ts';
import type { PushedPerson } from './pushed-data.ts';

/** The people by their keys. One that is pushed twice has the fields of both. */
const byKey = (people: readonly PushedPerson[]): ReadonlyMap<string, PushedPerson> => {
  const merged = new Map<string, PushedPerson>();
  for (const person of people) merged.set(person.key, { ...merged.get(person.key), ...person });
  return merged;
};

/**
 * Checks the people of a push before any of them is stored: afterwards, no two user identities of the workspace may have the
 * same email address or phone number.
 * @throws SeamApiError 400 for a phone number, if `assumptions.phone_numbers` requires E.164; 409 when two have the same
 */
export const checkPeople = (people: readonly PushedPerson[], { world, workspace_id }: WorldContext): void => {
  for (const person of people) checkPhoneNumber(world, person);
  const pushed = byKey(people);
  for (const field of ['email_address', 'phone_number'] as const) {
    const taken = new Set<string>();
    for (const { key, [field]: value } of pushed.values()) {
      if (value === undefined) continue;
      const hasOther = world.state.userIdentities.by(field, value).some((row) => {
        const given = pushed.get(row.user_identity_key ?? '')?.[field] ?? value;
        return row.workspace_id === workspace_id && row.user_identity_key !== key && given === value;
      });
      if (hasOther || taken.has(value)) throw apiError('user_identity_email_or_phone_conflict');
      taken.add(value);
    }
  }
};
