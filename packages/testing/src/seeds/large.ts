import type { Add } from '../fake/add-interface.ts';
import type { State } from '../fake/state.ts';

const sites = 10;
const doorsPerSite = 50;
const people = 10_000;
const doorsPerPerson = 3;

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** The item at an index modulo the length of the list. */
const at = (list: readonly string[], index: number): string => list[index % list.length] ?? '';

/**
 * A large company: ten sites with fifty entrances and fifty locks each, and ten thousand people, each with an ACS user at
 * one site. Everyone can open three of the site's entrances and one lock, every tenth person a second lock elsewhere.
 */
export const large = (add: Add, state: State): void => {
  const { connected_account_id } = add.connectedAccount({ display_name: 'Large company' });
  const systems = numbers(sites).map(
    (site) => add.acsSystem({ connected_account_id, name: `Site ${site + 1}` }).acs_system_id,
  );
  const entrances = systems.map((acs_system_id, site) =>
    numbers(doorsPerSite).map(
      (door) =>
        add.acsEntrance({ acs_system_id, display_name: `Site ${site + 1}, door ${door + 1}` })
          .acs_entrance_id,
    ),
  );
  const locks = numbers(sites * doorsPerSite).map(
    (lock) => add.device({ connected_account_id, name: `Lock ${lock + 1}` }).device_id,
  );

  for (const person of numbers(people)) {
    const full_name = `Person ${person + 1}`;
    const email_address = `person.${person + 1}@example.com`;
    const { user_identity_id } = add.userIdentity({ full_name, email_address });
    const acs_system_id = at(systems, person);
    const { acs_user_id } = add.acsUser({ acs_system_id, full_name, email_address, user_identity_id });
    const doors = entrances[person % sites] ?? [];
    for (const door of numbers(doorsPerPerson))
      state.entranceAccess.add(acs_user_id, at(doors, Math.floor(person / sites) + door * 7));
    state.deviceAccess.add(user_identity_id, at(locks, person));
    if (person % 10 === 0) state.deviceAccess.add(user_identity_id, at(locks, person + 251));
  }
};
