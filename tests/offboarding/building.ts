import { createFakeSeam, type FakeSeam } from '@org/seam-testing';

/** What an offboarding of a person does besides closing every door. */
interface Choices {
  readonly suspend: boolean;
  readonly deleteUserIdentity: boolean;
}

/** A person of the building. The ids are those of everything that the person has. */
export interface Resident {
  readonly user_identity_id: string;
  readonly choices: Choices;
  readonly acs_user_ids: readonly string[];
  /** Each id of the person, with its access system; `none` without one. */
  readonly systems: Readonly<Record<string, string>>;
}

export interface Building {
  readonly fake: FakeSeam;
  /** The people to offboard. */
  readonly leaving: readonly Resident[];
  /** People with the same access who stay. */
  readonly staying: readonly Resident[];
}

interface House {
  readonly locks: readonly string[];
  readonly offlineLock: string;
  readonly systems: readonly {
    readonly id: string;
    readonly entrances: readonly string[];
    readonly group: string;
  }[];
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const at = <TItem>(items: readonly TItem[], index: number): TItem => items[index % items.length] as TItem;

const addHouse = ({ add, state }: FakeSeam): House => ({
  locks: numbers(6).map((number) => add.device({ name: `Lock ${number + 1}` }).device_id),
  offlineLock: add.device({
    device_type: 'igloohome_lock',
    can_program_online_access_codes: false,
    can_program_offline_access_codes: true,
  }).device_id,
  systems: numbers(3).map(() => {
    const { acs_system_id } = add.acsSystem();
    const entrances = numbers(5).map(() => add.acsEntrance({ acs_system_id }).acs_entrance_id);
    const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id });
    state.groupEntrances.add(acs_access_group_id, at(entrances, 4));
    return { id: acs_system_id, entrances, group: acs_access_group_id };
  }),
});

/** Adds the ACS users of a person: one, or two in different systems, each with entrances, a group or a credential. */
const addAcsUsers = (
  { add, state }: FakeSeam,
  house: House,
  { user_identity_id, number }: { readonly user_identity_id: string; readonly number: number },
): Record<string, string> => {
  const systems = number % 4 === 0 ? [number, number + 1] : [number];
  return Object.fromEntries(
    systems.flatMap((index) => {
      const { id, entrances, group } = at(house.systems, index);
      const { acs_user_id } = add.acsUser({ acs_system_id: id, user_identity_id });
      state.entranceAccess.add(acs_user_id, at(entrances, number));
      state.entranceAccess.add(acs_user_id, at(entrances, number + 1));
      if (number % 2 === 1) state.groupMembers.add(acs_user_id, group);
      if (number % 3 !== 1) return [[acs_user_id, id]];
      const { acs_credential_id } = add.acsCredential({ acs_user_id, access_method: 'code' });
      state.credentialEntrances.add(acs_credential_id, at(entrances, number + 2));
      return [
        [acs_user_id, id],
        [acs_credential_id, id],
      ];
    }),
  );
};

const addGrants = async (
  { seam, clock }: FakeSeam,
  house: House,
  { user_identity_id, number }: { readonly user_identity_id: string; readonly number: number },
): Promise<string[]> => {
  const grant = async (device_id: string, ends_at?: string) => {
    const { access_grant_id } = await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      requested_access_methods: [{ mode: 'code' }],
      starts_at: clock.timestamp(),
      ...(ends_at === undefined ? {} : { ends_at }),
    });
    return access_grant_id;
  };
  return [
    ...(number % 5 === 2 ? [await grant(at(house.locks, number))] : []),
    // An offline code outlives its grant: this person ends with a residual.
    ...(number % 20 === 7
      ? [await grant(house.offlineLock, new Date(clock.now().getTime() + 10 * 86_400_000).toISOString())]
      : []),
  ];
};

const addResident = async (fake: FakeSeam, house: House, number: number): Promise<Resident> => {
  const { add, state } = fake;
  const { user_identity_id } = add.userIdentity({ email_address: `person.${number}@example.com` });
  for (const lock of numbers(number % 3))
    state.deviceAccess.add(user_identity_id, at(house.locks, number + lock));
  const acs = addAcsUsers(fake, house, { user_identity_id, number });
  const grants = await addGrants(fake, house, { user_identity_id, number });
  const sessions = number % 2 === 0 ? [add.clientSession({ user_identity_id }).client_session_id] : [];
  return {
    user_identity_id,
    choices: { suspend: number % 7 === 3, deleteUserIdentity: number % 10 === 0 },
    acs_user_ids: Object.keys(acs).filter((id) => state.acsUsers.get(id) !== undefined),
    systems: {
      ...Object.fromEntries([user_identity_id, ...grants, ...sessions].map((id) => [id, 'none'])),
      ...acs,
    },
  };
};

interface BuildingOptions {
  /** How long an access system takes to apply a change, in milliseconds. */
  readonly acs_sync_ms?: number;
  /** For the faults. */
  readonly randomSeed?: number;
}

/** A building with people of every kind. The same number of people gives the same building, with the same ids. */
export const createBuilding = async (
  people: number,
  { acs_sync_ms = 300, randomSeed = 1 }: BuildingOptions = {},
): Promise<Building> => {
  const fake = createFakeSeam({
    seed: 'empty',
    randomSeed,
    now: new Date(),
    journalLimit: 1_000_000,
    assumptions: { acs_sync_ms, user_identity_deletion_ms: acs_sync_ms },
  });
  const house = addHouse(fake);
  const leaving: Resident[] = [];
  for (const number of numbers(people)) leaving.push(await addResident(fake, house, number));
  const staying: Resident[] = [];
  for (const number of numbers(12)) staying.push(await addResident(fake, house, number + 1_000_000 - 1));
  fake.clock.advance(60_000);
  fake.journal.clear();
  return { fake, leaving, staying };
};
