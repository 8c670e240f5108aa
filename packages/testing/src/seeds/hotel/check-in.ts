import type { Add } from '../../fake/add-interface.ts';
import type { State } from '../../fake/state.ts';
import type { House } from './add-house.ts';

export interface Guest {
  readonly name: string;
  readonly room: string;
  /** On which day the guest comes, from the day the fake begins. */
  readonly from: number;
  readonly nights: number;
  readonly code: string;
}

interface Place {
  readonly add: Add;
  readonly state: State;
}

const day = 86_400_000;

/**
 * Adds a guest with an access grant for the room's space and the house's doors. The grant's code is set on the room's lock,
 * and its card is a credential in the access system, written already if the guest is there.
 */
export const checkIn = ({ add, state }: Place, house: House, guest: Guest): void => {
  const { name: full_name, room, from, nights, code } = guest;
  const { acs_system_id, doors, rooms, opened_at } = house;
  const { device_id = '', space_id = '' } = rooms.get(room) ?? {};
  const acs_entrance_ids = [...doors.values()];
  const toMoment = (days: number) => new Date(Date.parse(opened_at) + days * day).toISOString();
  const period = { starts_at: toMoment(from), ends_at: toMoment(from + nights) };
  const isThere = from <= 0;
  const issued = isThere ? { is_issued: true, issued_at: period.starts_at, was_issued: true } : {};

  const { user_identity_id } = add.userIdentity({
    full_name,
    email_address: `guest.${code}@example.com`,
  });
  const name = `Room ${room}, ${full_name}`;
  const grant = add.accessGrant({
    user_identity_id,
    name,
    space_ids: [space_id],
    acs_entrance_ids,
    ...period,
  });
  const { access_grant_id } = grant;

  const pin = add.accessMethod({ access_grant_id, mode: 'code', code, ...issued });
  add.accessCode({ device_id, code, name, access_method_id: pin.access_method_id, ...period });

  const card = add.accessMethod({
    access_grant_id,
    mode: 'card',
    is_encoding_required: !isThere,
    is_ready_for_encoding: !isThere,
    ...issued,
  });
  const { acs_user_id } = add.acsUser({ acs_system_id, full_name, user_identity_id });
  const { acs_credential_id } = add.acsCredential({
    acs_user_id,
    access_method: 'card',
    is_issued: isThere,
    ...period,
  });
  state.methodCredentials.add(card.access_method_id, acs_credential_id);
  for (const entrance of acs_entrance_ids) state.credentialEntrances.add(acs_credential_id, entrance);

  const request = (mode: 'code' | 'card', display_name: string, method: string) => ({
    mode,
    display_name,
    created_at: opened_at,
    created_access_method_ids: [method],
  });
  state.accessGrants.patch(access_grant_id, {
    requested_access_methods: [
      { ...request('code', 'Code', pin.access_method_id), code },
      request('card', 'Card', card.access_method_id),
    ],
  });
};
