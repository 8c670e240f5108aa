import type { FieldTexts } from '../field-texts.ts';

export const r: FieldTexts = {
  read_only:
    'If `true`, customers can look at the portal but change nothing. Writes with its client session fail as well.',
  reason: 'Which rule of the device the times of the access grant break.',
  'SeamEvent.reason': 'Why the lock denied access. Absent where the provider does not report a cause.',
  reason_code: 'Code of the cause, the same for all providers. Not every provider reports every code.',
  reclose_delay_in_seconds: 'Time until the 4SUITES door closes again, in seconds.',
  relative_humidity: 'Measured relative humidity, from 0 to 1.',
  relay_name: 'Name of the relay in ControlByWeb; `null` where it has none.',
  requested_access_methods:
    'Ways to open the doors of the access grant: PIN code, card, mobile key or cloud key. Seam creates the access methods from them.',
  'AccessGrantsRequestAccessMethodsParams.requested_access_methods':
    'Access methods to create in addition to those the access grant has.',
  requested_mutations: 'Changes that were requested for the access code.',
  reservation_key: 'Your own key of the reservation. Access grants of the same reservation share it.',
  'AccessGrantsCreateParams.reservation_key':
    'Your own key of the reservation. Where entrances support reservations, the first access grant with a new key overrides earlier credentials; later ones with the same key join it.',
  'AccessGrantsListParams.reservation_key': 'Returns only access grants with this reservation key.',
  'AccessGrantsUnmanagedListParams.reservation_key':
    'Returns only unmanaged access grants with this reservation key.',
  'AccessMethodsDeleteParams.reservation_key':
    'Your own key of a reservation. Deletes the access methods of the access grant with this key.',
  reservation_keys: 'Your own keys of the reservations to delete.',
  reservations: 'Reservations to create or update for the customer.',
  resident_key: 'Your own key of the resident.',
  resident_keys: 'Your own keys of the residents to delete.',
  residents: 'Residents to create or update for the customer.',
  result: 'What the action produced. `null` while it is pending and when it failed.',
  ring_metadata: 'Details from Ring. Present only on Ring devices.',
  room_description: 'Description of the room in Salto Space.',
  room_key: 'Your own key of the room.',
  room_keys: 'Your own keys of the rooms that this entry concerns.',
  'CustomersDeleteDataParams.room_keys': 'Your own keys of the rooms to delete.',
  'staff_members.room_keys': 'Your own keys of the rooms that the staff member works in.',
  room_name: 'Name of the room in Salto Space.',
  room_number: 'Number of the room that the Hotek entrance leads to.',
  rooms: 'Rooms to create or update for the customer, for example hotel rooms.',
};
