import type { CustomersPushDataParams } from '@org/seam-core';

/** A customer's own data, as it is pushed. */
export type PushedData = CustomersPushDataParams;

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

/** Everybody in pushed data. Each becomes a user identity that has the key. */
export const pushedPeople = (data: PushedData): PushedPerson[] => [
  ...keyed(data.user_identities, (person) => person.user_identity_key),
  ...keyed(data.users, (user) => user.user_key),
  ...keyed(data.guests, (guest) => guest.guest_key),
  ...keyed(data.tenants, (tenant) => tenant.tenant_key),
  ...keyed(data.residents, (resident) => resident.resident_key),
  ...keyed(data.staff_members, (member) => member.staff_member_key),
];
