import { apiError } from '@org/seam-core/server';
import type { WorldContext } from '../../world.ts';
import { spaceOfKey } from '../spaces/find-space.ts';
import { addCustomer } from '../../fixtures/customers.ts';
import { identityOfKey } from '../user-identities/find-user-identity.ts';
import { pushPerson } from './push-person.ts';
import { pushPlace } from './push-place.ts';
import { pushStay } from './push-stay.ts';
import { pushedPeople, pushedPlaces, type PushedData } from './pushed-data.ts';
import { pushedStays } from './pushed-stays.ts';

/** Stays may name what comes with them, and what is known already. */
const checkReferences = (data: PushedData, context: WorldContext): void => {
  const places = new Set(pushedPlaces(data).map(({ key }) => key));
  const people = new Set(pushedPeople(data).map(({ key }) => key));
  for (const { person_key, place_keys } of pushedStays(data)) {
    const unknown = place_keys.find((key) => !places.has(key) && !spaceOfKey(key, context));
    if (unknown !== undefined) throw apiError('space_not_found', { data: { space_key: unknown } });
    if (person_key !== undefined && !people.has(person_key) && !identityOfKey(person_key, context))
      throw apiError('user_identity_not_found', { data: { user_identity_key: person_key } });
  }
};

/**
 * Takes over a customer's data: places become spaces, people user identities, and stays access grants with a code. What
 * has a known key is changed.
 */
export const pushData = (data: PushedData, context: WorldContext): void => {
  const { customer_key } = data;
  checkReferences(data, context);
  addCustomer(context.world, context.workspace_id, { customer_key });
  for (const place of pushedPlaces(data)) pushPlace({ ...place, customer_key }, context);
  for (const person of pushedPeople(data)) pushPerson({ ...person, customer_key }, context);
  for (const stay of pushedStays(data)) pushStay({ ...stay, customer_key }, context);
};
