import type { PushedData } from './pushed-data.ts';

type Described = Omit<NonNullable<PushedData['access_grants']>[number], 'access_grant_key'>;

/** A right to be somewhere for a time, as it is pushed. */
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
export const pushedStays = ({
  access_grants = [],
  reservations = [],
  bookings = [],
}: PushedData): PushedStay[] => [
  ...access_grants.map(({ access_grant_key, ...stay }) => toStay(access_grant_key, stay)),
  ...reservations.map(({ reservation_key, ...stay }) => toStay(reservation_key, stay, true)),
  ...bookings.map(({ booking_key, ...stay }) => toStay(booking_key, stay)),
];
