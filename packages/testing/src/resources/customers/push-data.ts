import type { CustomersPushDataParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { writeEvent } from '../../events/write-event.ts';
import type { AccessGrantRow, SpaceRow } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';
import { grantOfKey } from '../access-grants/find.ts';
import { provisionGrant } from '../access-grants/provision.ts';
import { addAccessGrant } from '../access-grants/record.ts';
import { requestMethods } from '../access-grants/request-methods.ts';
import { changeGrantTimes } from '../access-grants/times.ts';
import { findSpace, spaceOfKey } from '../spaces/find.ts';
import { aboutSpace, addSpace } from '../spaces/record.ts';
import { checkPhoneNumber, checkUnique, createUserIdentity } from '../user-identities/create.ts';
import { findUserIdentity, identityOfKey } from '../user-identities/find.ts';
import { addCustomer } from './record.ts';

interface Person {
  readonly key: string;
  readonly customer_key: string;
  readonly name: string;
  readonly email_address?: string | undefined;
  readonly phone_number?: string | undefined;
}

/** Makes a user identity of a pushed person, or changes the one that has the key. */
const pushPerson = (
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

interface Place extends Pick<SpaceRow, 'name' | 'customer_key' | 'customer_data' | 'geolocation'> {
  readonly key: string;
}

/** Makes a space of a pushed place, or changes the one that has its key. */
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
  const known = spaceOfKey(key, context);
  if (known) {
    world.state.spaces.patch(known.space_id, changes);
    return;
  }
  const space = addSpace(world, workspace_id, { ...changes, space_key: key });
  writeEvent(world, 'space.created', aboutSpace(world, space));
};

/** A customer's own data, as it is pushed. */
type PushedData = CustomersPushDataParams;

type PushedSpace = NonNullable<PushedData['spaces']>[number];

interface PushedPlace extends Pick<PushedSpace, 'name' | 'customer_data' | 'geolocation'> {
  readonly key: string;
}

interface PushedPerson {
  readonly key: string;
  readonly name: string;
  readonly email_address?: string | undefined;
  readonly phone_number?: string | undefined;
}

const keyed = <TItem extends object>(
  items: readonly TItem[] | undefined,
  keyOf: (item: TItem) => string,
): (TItem & { readonly key: string })[] =>
  (items ?? []).map((item) => Object.assign({ key: keyOf(item) }, item));

/** Everything in pushed data that becomes a space: whatever it is called, its key is the space's key. */
const pushedPlaces = (data: PushedData): PushedPlace[] => [
  ...keyed(data.sites, (site) => site.site_key),
  ...keyed(data.buildings, (building) => building.building_key),
  ...keyed(data.facilities, (facility) => facility.facility_key),
  ...keyed(data.properties, (property) => property.property_key),
  ...keyed(data.property_listings, (listing) => listing.property_listing_key),
  ...keyed(data.listings, (listing) => listing.listing_key),
  ...keyed(data.units, (unit) => unit.unit_key),
  ...keyed(data.rooms, (room) => room.room_key),
  ...keyed(data.common_areas, (area) => area.common_area_key),
  ...keyed(data.spaces, (space) => space.space_key),
];

/** Everybody in pushed data. Each becomes a user identity that has the key. */
const pushedPeople = (data: PushedData): PushedPerson[] => [
  ...keyed(data.user_identities, (person) => person.user_identity_key),
  ...keyed(data.users, (user) => user.user_key),
  ...keyed(data.guests, (guest) => guest.guest_key),
  ...keyed(data.tenants, (tenant) => tenant.tenant_key),
  ...keyed(data.residents, (resident) => resident.resident_key),
  ...keyed(data.staff_members, (member) => member.staff_member_key),
];

type Described = Omit<NonNullable<PushedData['access_grants']>[number], 'access_grant_key'>;

/** A right to be somewhere for a time, as it is pushed. */
interface PushedStay {
  readonly key: string;
  readonly isReservation: boolean;
  readonly person_key: string | undefined;
  readonly place_keys: readonly string[];
  readonly name?: string | undefined;
  readonly starts_at?: string | undefined;
  readonly ends_at?: string | undefined;
  readonly preferred_code?: string | undefined;
}

const toStay = (key: string, stay: Described, isReservation = false): PushedStay => ({
  key,
  isReservation,
  name: stay.name,
  starts_at: stay.starts_at,
  ends_at: stay.ends_at,
  preferred_code: stay.preferred_code,
  person_key:
    stay.user_identity_key ?? stay.user_key ?? stay.guest_key ?? stay.tenant_key ?? stay.resident_key,
  place_keys: [
    stay.space_keys,
    stay.building_keys,
    stay.facility_keys,
    stay.property_keys,
    stay.listing_keys,
    stay.unit_keys,
    stay.room_keys,
    stay.common_area_keys,
  ].flatMap((keys) => keys ?? []),
});

/** Everything in pushed data that becomes an access grant. */
const pushedStays = ({ access_grants = [], reservations = [], bookings = [] }: PushedData): PushedStay[] => [
  ...access_grants.map(({ access_grant_key, ...stay }) => toStay(access_grant_key, stay)),
  ...reservations.map(({ reservation_key, ...stay }) => toStay(reservation_key, stay, true)),
  ...bookings.map(({ booking_key, ...stay }) => toStay(booking_key, stay)),
];

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

/** Makes an access grant with a code of a pushed stay, or changes the one that has its key. */
const pushStay = (stay: Stay, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const { key, person_key, name, preferred_code, customer_key } = stay;
  const space_ids = stay.place_keys.map((space_key) => findSpace({ space_key }, context).space_id);
  const known = grantOfKey(key, context);
  if (known) {
    changeGrant(known, { ...stay, space_ids }, context);
    return;
  }
  // A stay of nobody gives access to nobody.
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
