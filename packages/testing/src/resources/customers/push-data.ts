import { apiError } from '@org/seam-server';
import type { AccessGrantRow, CustomerRow, SpaceRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { provisionGrant } from '../access-grants/provision.ts';
import { addAccessGrant } from '../access-grants/record.ts';
import { requestMethods } from '../access-grants/request-methods.ts';
import { grantOfKey } from '../access-grants/rules.ts';
import { changeGrantTimes } from '../access-grants/times.ts';
import { writeEvent } from '../events/write-event.ts';
import { addSpace, spaceEventFields } from '../spaces/record.ts';
import { findSpace, spaceOfKey } from '../spaces/rules.ts';
import { addUserIdentity } from '../user-identities/record.ts';
import { findUserIdentity, identityOfKey } from '../user-identities/rules.ts';
import { checkPeople } from './check-people.ts';
import {
  type PushedData,
  pushedPeople,
  type PushedPerson,
  pushedPlaces,
  type PushedStay,
  pushedStays,
} from './pushed-data.ts';

/** Returns the customer of the workspace with the key. Adds one when there is none. */
const ensureCustomer = (
  { state, ids, clock }: World,
  workspace_id: string,
  { customer_key }: Pick<CustomerRow, 'customer_key'>,
): CustomerRow =>
  state.customers.by('customer_key', customer_key).find((row) => row.workspace_id === workspace_id) ??
  state.customers.insert({
    customer_id: ids.next('customer'),
    customer_key,
    created_at: clock.timestamp(),
    workspace_id,
  });

interface Person extends PushedPerson {
  readonly customer_key: string;
}

/** Creates or updates the user identity of a pushed person, by its key. */
const pushPerson = (
  { key, customer_key, name, email_address, phone_number }: Person,
  context: WorldContext,
): void => {
  const { world, workspace_id } = context;
  const changes = {
    full_name: name,
    ...(email_address === undefined ? {} : { email_address }),
    ...(phone_number === undefined ? {} : { phone_number }),
    customer_key,
  };
  const existing = identityOfKey(key, context);
  if (existing) world.state.userIdentities.patch(existing.user_identity_id, changes);
  else addUserIdentity(world, workspace_id, { ...changes, user_identity_key: key });
};

interface Place extends Pick<SpaceRow, 'name' | 'customer_key' | 'customer_data' | 'geolocation'> {
  readonly key: string;
}

/** Creates or updates the space of a pushed place, by its key. */
const pushPlace = (place: Place, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const { key, name, customer_key, customer_data, geolocation } = place;
  const changes = {
    name,
    display_name: name,
    customer_key,
    ...(customer_data === undefined ? {} : { customer_data }),
    ...(geolocation === undefined ? {} : { geolocation }),
  };
  const existing = spaceOfKey(key, context);
  if (existing) {
    world.state.spaces.patch(existing.space_id, changes);
    return;
  }
  const space = addSpace(world, workspace_id, { ...changes, space_key: key });
  writeEvent(world, 'space.created', spaceEventFields(world, space));
};

interface Stay extends PushedStay {
  readonly customer_key: string;
}

const changeGrant = (
  grant: AccessGrantRow,
  stay: Stay & { readonly space_ids: readonly string[] },
  { world }: WorldContext,
): void => {
  const { access_grant_id } = grant;
  const { name = grant.name, starts_at = grant.starts_at, ends_at = grant.ends_at } = stay;
  world.state.accessGrants.patch(access_grant_id, { name, customer_key: stay.customer_key });
  world.state.grantSpaces.deleteLeft(access_grant_id);
  for (const id of stay.space_ids) world.state.grantSpaces.add(access_grant_id, id);
  provisionGrant(world, access_grant_id);
  changeGrantTimes(world, grant, { starts_at, ends_at });
};

/** Creates or updates the access grant of a pushed stay, by its key. A new one gets a code. */
const pushStay = (stay: Stay, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const { key, person_key, name, preferred_code, customer_key } = stay;
  const space_ids = stay.place_keys.map((space_key) => findSpace({ space_key }, context).space_id);
  const existing = grantOfKey(key, context);
  if (existing) {
    changeGrant(existing, { ...stay, space_ids }, context);
    return;
  }
  // Without a person, there is no user identity to grant access to.
  if (person_key === undefined) return;
  const { user_identity_id } = findUserIdentity({ user_identity_key: person_key }, context);
  const grant = addAccessGrant(world, workspace_id, {
    access_grant_key: key,
    user_identity_id,
    customer_key,
    space_ids,
    name: name ?? null,
    starts_at: stay.starts_at ?? world.clock.timestamp(),
    ends_at: stay.ends_at ?? null,
    ...(stay.isReservation ? { reservation_key: key } : {}),
  });
  writeEvent(world, 'access_grant.created', { workspace_id, access_grant_id: grant.access_grant_id });
  const code = preferred_code === undefined ? {} : { code: preferred_code };
  requestMethods(world, grant, [{ mode: 'code', ...code }]);
};

/** Checks that the places and the person of each stay are in the pushed data or already stored. */
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
 * Stores a customer's data: places become spaces, people user identities, and stays access grants with a code.
 * Existing resources are updated by their keys.
 */
export const pushData = (data: PushedData, context: WorldContext): void => {
  const { customer_key } = data;
  const people = pushedPeople(data);
  checkReferences(data, context);
  checkPeople(people, context);
  ensureCustomer(context.world, context.workspace_id, { customer_key });
  for (const place of pushedPlaces(data)) pushPlace({ ...place, customer_key }, context);
  for (const person of people) pushPerson({ ...person, customer_key }, context);
  for (const stay of pushedStays(data)) pushStay({ ...stay, customer_key }, context);
};
