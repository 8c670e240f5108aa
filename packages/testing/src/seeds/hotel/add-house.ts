import type { Add } from '../../fake/add-interface.ts';

const roomNumbers = ['101', '102', '103', '104', '201', '202', '203', '204'];
const doorNames = ['Lobby', 'Pool', 'Gym', 'Garage'];

/** The hotel without people. */
export interface House {
  readonly acs_system_id: string;
  /** The house's doors by name. */
  readonly doors: ReadonlyMap<string, string>;
  /** The rooms by number. */
  readonly rooms: ReadonlyMap<string, { readonly device_id: string; readonly space_id: string }>;
  /** The moment at which the fake begins. */
  readonly opened_at: string;
}

/** Adds the hotel's rooms, each a lock in a space of its own, and the access system of its doors. */
export const addHouse = (add: Add): House => {
  const locks = add.connectedAccount({ display_name: 'Hotel locks' });
  const front = add.connectedAccount({
    display_name: 'Hotel front desk',
    account_type: 'visionline',
    account_type_display_name: 'Visionline',
    accepted_capabilities: ['access_control'],
  });
  const { acs_system_id } = add.acsSystem({
    connected_account_id: front.connected_account_id,
    name: 'Front desk',
  });
  for (const display_name of ['Reception left', 'Reception right'])
    add.acsEncoder({ acs_system_id, display_name });
  const doors = doorNames.map(
    (display_name) =>
      [
        display_name,
        add.acsEntrance({
          acs_system_id,
          display_name,
          visionline_metadata: { door_category: 'common', door_name: display_name },
        }).acs_entrance_id,
      ] as const,
  );
  const rooms = roomNumbers.map((number) => {
    const name = `Room ${number}`;
    const { device_id } = add.device({ connected_account_id: locks.connected_account_id, name });
    const { space_id } = add.space({ name, device_ids: [device_id] });
    return [number, { device_id, space_id }] as const;
  });
  return { acs_system_id, doors: new Map(doors), rooms: new Map(rooms), opened_at: locks.created_at ?? '' };
};
