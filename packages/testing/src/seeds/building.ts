import type { Add } from '../fake/add-interface.ts';
import type { State } from '../fake/state.ts';

interface Person {
  readonly name: string;
  readonly systems: readonly ('offices' | 'garage')[];
  readonly doors: readonly string[];
  readonly locks: readonly string[];
}

const people: readonly Person[] = [
  {
    name: 'Ada Okafor',
    systems: ['offices', 'garage'],
    doors: ['Main entrance', 'Server room', 'Garage gate'],
    locks: ['Roof terrace'],
  },
  {
    name: 'Ben Castillo',
    systems: ['offices'],
    doors: ['Main entrance', 'Second floor'],
    locks: ['Bike room', 'Meeting room'],
  },
  { name: 'Chiara Rossi', systems: ['offices'], doors: ['Main entrance', 'First floor'], locks: [] },
  { name: 'Dmitri Volkov', systems: ['garage'], doors: ['Garage gate', 'Loading dock'], locks: ['Storage'] },
  {
    name: 'Emi Tanaka',
    systems: ['offices', 'garage'],
    doors: ['Main entrance', 'First floor', 'Garage stairs'],
    locks: ['Meeting room'],
  },
  { name: 'Farid Haddad', systems: ['offices'], doors: ['Main entrance'], locks: ['Storage', 'Bike room'] },
  {
    name: 'Grace Mbeki',
    systems: ['offices'],
    doors: ['Main entrance', 'Second floor', 'Server room'],
    locks: [],
  },
  { name: 'Hugo Lindqvist', systems: [], doors: [], locks: ['Bike room'] },
];

const doors = {
  offices: ['Main entrance', 'First floor', 'Second floor', 'Server room', 'Archive'],
  garage: ['Garage gate', 'Garage stairs', 'Loading dock'],
} as const;

const locks = ['Roof terrace', 'Bike room', 'Meeting room', 'Storage'];

const emailOf = (name: string) => `${name.toLowerCase().replace(' ', '.')}@example.com`;

/** An office building: eight people, eight doors in two access systems, and four single locks. */
export const building = (add: Add, state: State): void => {
  const systems = {
    offices: add.acsSystem({ name: 'Offices' }).acs_system_id,
    garage: add.acsSystem({ name: 'Garage', external_type: 'salto_ks_site' }).acs_system_id,
  };
  const entranceIds = new Map<string, string>();
  for (const key of ['offices', 'garage'] as const)
    for (const display_name of doors[key])
      entranceIds.set(
        display_name,
        add.acsEntrance({ acs_system_id: systems[key], display_name }).acs_entrance_id,
      );
  const lockIds = new Map(locks.map((name) => [name, add.device({ name }).device_id]));

  for (const person of people) {
    const email_address = emailOf(person.name);
    const { user_identity_id } = add.userIdentity({ full_name: person.name, email_address });
    for (const lock of person.locks) state.deviceAccess.add(user_identity_id, lockIds.get(lock) ?? '');
    for (const system of person.systems) {
      const user = add.acsUser({
        acs_system_id: systems[system],
        full_name: person.name,
        email_address,
        user_identity_id,
      });
      add.acsCredential({ acs_user_id: user.acs_user_id, user_identity_id });
      for (const door of person.doors)
        if ((doors[system] as readonly string[]).includes(door))
          state.entranceAccess.add(user.acs_user_id, entranceIds.get(door) ?? '');
    }
    add.clientSession({ user_identity_id });
  }
};
