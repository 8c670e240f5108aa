import type { CustomersPushDataParams } from '@org/seam-core';

/** The data of a customer. */
export type PushedData = CustomersPushDataParams;

type PushedSpace = NonNullable<PushedData['spaces']>[number];

interface PushedPlace extends Pick<PushedSpace, 'name' | 'customer_data' | 'geolocation'> {
  readonly key: string;
}

/** A person in the data of a customer. */
export interface PushedPerson {
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

/** All places in the data. Each becomes a space with its key. */
export const pushedPlaces = (data: PushedData): PushedPlace[] => [
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

/** All people in the data. Each becomes a user identity with its key. */
export const pushedPeople = (data: PushedData): PushedPerson[] => [
  ...keyed(data.user_identities, (person) => person.user_identity_key),
  ...keyed(data.users, (user) => user.user_key),
  ...keyed(data.guests, (guest) => guest.guest_key),
  ...keyed(data.tenants, (tenant) => tenant.tenant_key),
  ...keyed(data.residents, (resident) => resident.resident_key),
  ...keyed(data.staff_members, (member) => member.staff_member_key),
];

type StayFields = Omit<NonNullable<PushedData['access_grants']>[number], 'access_grant_key'>;

/** A person's stay at places for a period. */
export interface PushedStay {
  readonly key: string;
  readonly isReservation: boolean;
  readonly person_key: string | undefined;
  readonly place_keys: readonly string[];
  readonly name?: string | undefined;
  readonly starts_at?: string | undefined;
  readonly ends_at?: string | undefined;
  readonly preferred_code?: string | undefined;
}

const toStay = (key: string, stay: StayFields, isReservation = false): PushedStay => ({
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

/** All stays in the data. Each becomes an access grant with its key. */
export const pushedStays = ({
  access_grants = [],
  reservations = [],
  bookings = [],
}: PushedData): PushedStay[] => [
  ...access_grants.map(({ access_grant_key, ...stay }) => toStay(access_grant_key, stay)),
  ...reservations.map(({ reservation_key, ...stay }) => toStay(reservation_key, stay, true)),
  ...bookings.map(({ booking_key, ...stay }) => toStay(booking_key, stay)),
];
