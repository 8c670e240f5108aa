import type { Add } from '../fake/add-interface.ts';
import type { State } from '../fake/state.ts';
import { addHouse } from './hotel/add-house.ts';
import { checkIn, type Guest } from './hotel/check-in.ts';

const guests: readonly Guest[] = [
  { name: 'Ines Marques', room: '101', from: -1, nights: 3, code: '4821' },
  { name: 'Jonas Weber', room: '102', from: -4, nights: 5, code: '9035' },
  { name: 'Kim Seo-yeon', room: '201', from: 0, nights: 2, code: '1176' },
  { name: 'Kim Ha-eun', room: '201', from: 0, nights: 2, code: '2280' },
  { name: 'Lucía Fernández', room: '203', from: -2, nights: 7, code: '6642' },
  // Arrives the day after tomorrow.
  { name: 'Mateo Silva', room: '104', from: 2, nights: 1, code: '7309' },
];

/**
 * A hotel: eight rooms with a lock each, an access system with the house's doors and two encoders, a space per room, and
 * guests with access grants for their nights: a code for the room, and a card for the house. One of them has yet to arrive. Of
 * the two who work there, the porter has a card for the house, the cleaner is in an access group, and opens all rooms.
 */
export const hotel = (add: Add, state: State): void => {
  const house = addHouse(add);
  for (const guest of guests) checkIn({ add, state }, house, guest);

  const { acs_system_id, doors, rooms } = house;
  const hire = (full_name: string) => {
    const { user_identity_id } = add.userIdentity({ full_name });
    return { ...add.acsUser({ acs_system_id, full_name, user_identity_id }), user_identity_id };
  };
  const porter = hire('Noor Haddad');
  for (const door of doors.values()) state.entranceAccess.add(porter.acs_user_id, door);

  const cleaner = hire('Olena Kovalenko');
  const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id, name: 'Housekeeping' });
  state.groupMembers.add(cleaner.acs_user_id, acs_access_group_id);
  for (const door of doors.values()) state.groupEntrances.add(acs_access_group_id, door);
  for (const { device_id } of rooms.values()) state.deviceAccess.add(cleaner.user_identity_id, device_id);
};
