import type { World } from '../../fake/world.ts';

interface Places {
  readonly devices: readonly string[];
  readonly entrances: readonly string[];
}

/** The ids of devices and entrances, and of the accounts and access systems they are part of. */
export const relatedToPlaces = ({ state }: World, { devices, entrances }: Places) => {
  const managed = devices.flatMap((id) => state.devices.get(id) ?? []).filter((row) => row.is_managed);
  const doors = entrances.flatMap((id) => state.acsEntrances.get(id) ?? []);
  return {
    devices: () => managed.map((row) => row.device_id),
    acs_entrances: () => doors.map((row) => row.acs_entrance_id),
    connected_accounts: () => [...managed, ...doors].map((row) => row.connected_account_id),
    acs_systems: () => doors.map((row) => row.acs_system_id),
  };
};
