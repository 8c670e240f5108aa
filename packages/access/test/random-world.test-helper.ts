import { type Seam, createSeam } from '@org/seam-core';
import { createFakeSeam, type FakeSeam, type State } from '@org/seam-testing';
import * as fc from 'fast-check';
import type { Clock } from '../src/index.ts';
import { clockOf } from '../src/offboarding/fake-clock.test-helper.ts';

/** What a random world contains. Numbers select among what exists. */
export interface WorldSpec {
  readonly acs_sync_ms: number;
  readonly user_identity_deletion_ms: number;
  readonly repeated_removal: 'ok' | 'not_found';
  readonly revoke_all_entrances: ('entrances' | 'access_groups' | 'credentials')[];
  readonly systems: number;
  readonly devices: readonly number[];
  readonly entrances: readonly number[];
  readonly groups: readonly number[];
  readonly credentials: readonly { readonly entrance: number; readonly begins: 'past' | 'future' }[];
  readonly grants: readonly {
    readonly device: number;
    readonly entrance: number;
    readonly begins: 'past' | 'future';
  }[];
  readonly hasSession: boolean;
  readonly hasPhone: boolean;
  readonly isSuspended: boolean;
}

const index = fc.nat(3);
const begins = fc.constantFrom('past' as const, 'future' as const);

export const worldSpec: fc.Arbitrary<WorldSpec> = fc.record({
  acs_sync_ms: fc.constantFrom(0, 20_000),
  user_identity_deletion_ms: fc.constantFrom(0, 20_000),
  repeated_removal: fc.constantFrom('ok' as const, 'not_found' as const),
  revoke_all_entrances: fc
    .subarray(['access_groups' as const, 'credentials' as const])
    .map((others) => ['entrances' as const, ...others]),
  systems: fc.integer({ min: 0, max: 2 }),
  devices: fc.uniqueArray(fc.nat(2), { maxLength: 3 }),
  entrances: fc.uniqueArray(index, { maxLength: 3 }),
  groups: fc.uniqueArray(fc.nat(1), { maxLength: 2 }),
  credentials: fc.array(fc.record({ entrance: index, begins }), { maxLength: 2 }),
  grants: fc.array(fc.record({ device: fc.nat(2), entrance: index, begins }), { maxLength: 2 }),
  hasSession: fc.boolean(),
  hasPhone: fc.boolean(),
  isSuspended: fc.boolean(),
});

export interface World {
  readonly fake: FakeSeam;
  /** A client that hardly waits between retries. */
  readonly seam: Seam;
  /** The fake's time: waiting moves it. */
  readonly clock: Clock;
  readonly person: string;
  readonly bystander: string;
}

/** Adds a person as the spec says. */
const addPerson = async (fake: FakeSeam, spec: WorldSpec, house: House): Promise<string> => {
  const { add, state, seam } = fake;
  const { user_identity_id } = add.userIdentity();
  for (const device of spec.devices) state.deviceAccess.add(user_identity_id, pick(house.devices, device));
  for (const system of house.systems) {
    const { acs_user_id } = add.acsUser({
      acs_system_id: system.id,
      user_identity_id,
      is_suspended: spec.isSuspended,
    });
    for (const entrance of spec.entrances)
      if (system.entrances[entrance] !== undefined)
        state.entranceAccess.add(acs_user_id, system.entrances[entrance]);
    for (const group of spec.groups)
      if (system.groups[group] !== undefined) state.groupMembers.add(acs_user_id, system.groups[group]);
    for (const credential of spec.credentials) {
      const { acs_credential_id } = add.acsCredential({
        acs_user_id,
        access_method: 'code',
        ...(credential.begins === 'future' ? { starts_at: '2026-06-01T00:00:00.000Z' } : {}),
      });
      state.credentialEntrances.add(acs_credential_id, pick(system.entrances, credential.entrance));
    }
  }
  for (const grant of spec.grants)
    await seam.accessGrants.create({
      user_identity_id,
      device_ids: [pick(house.devices, grant.device)],
      ...(house.systems[0] ? { acs_entrance_ids: [pick(house.systems[0].entrances, grant.entrance)] } : {}),
      requested_access_methods: [{ mode: 'code' }],
      ...(grant.begins === 'future' ? { starts_at: '2026-06-01T00:00:00.000Z' } : {}),
    });
  if (spec.hasSession) add.clientSession({ user_identity_id });
  if (spec.hasPhone) add.phone({ user_identity_id });
  return user_identity_id;
};

interface House {
  readonly devices: readonly string[];
  readonly systems: readonly {
    readonly id: string;
    readonly entrances: readonly string[];
    readonly groups: readonly string[];
  }[];
}

const pick = <TItem>(items: readonly TItem[], number: number): TItem => {
  const item = items[number % items.length];
  if (item === undefined) throw new RangeError('There is nothing to pick from.');
  return item;
};

/** Builds a world with a person and a bystander who has the same access. */
export const buildWorld = async (spec: WorldSpec, randomSeed: number): Promise<World> => {
  const { acs_sync_ms, user_identity_deletion_ms, repeated_removal, revoke_all_entrances } = spec;
  const fake = createFakeSeam({
    seed: 'empty',
    randomSeed,
    wait: 'clock',
    assumptions: { acs_sync_ms, user_identity_deletion_ms, repeated_removal, revoke_all_entrances },
  });
  const { add, state, clock } = fake;
  const house: House = {
    devices: [0, 1, 2].map(() => add.device().device_id),
    systems: Array.from({ length: spec.systems }, () => {
      const { acs_system_id } = add.acsSystem();
      const entrances = [0, 1, 2, 3].map(() => add.acsEntrance({ acs_system_id }).acs_entrance_id);
      const groups = [0, 1].map((number) => {
        const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id });
        state.groupEntrances.add(acs_access_group_id, pick(entrances, number));
        return acs_access_group_id;
      });
      return { id: acs_system_id, entrances, groups };
    }),
  };
  const person = await addPerson(fake, spec, house);
  const bystander = await addPerson(fake, spec, house);
  clock.advance(60_000);
  return {
    fake,
    seam: createSeam({
      apiKey: fake.apiKey,
      endpoint: fake.endpoint,
      fetch: fake.fetch,
      retry: { baseDelay: 1 },
    }),
    clock: clockOf(clock),
    person,
    bystander,
  };
};

const isOver = (ends_at: string | null | undefined, now: number): boolean =>
  typeof ends_at === 'string' && Date.parse(ends_at) <= now;

/**
 * Every way in which some ACS users and a person can open a door, now or later, read from the stored state. It knows nothing of
 * how the workflows find doors.
 */
export const waysIn = (state: State, now: Date, person: string, acsUsers: readonly string[]): string[] => {
  const users = new Set([
    ...acsUsers,
    ...state.acsUsers.by('user_identity_id', person).map(({ acs_user_id }) => acs_user_id),
  ]);
  const grants = state.accessGrants
    .by('user_identity_id', person)
    .filter(({ ends_at }) => !isOver(ends_at, now.getTime()));
  return [
    ...state.deviceAccess.rightsOf(person).map((id) => `device ${id}`),
    ...grants.map(({ access_grant_id }) => `grant ${access_grant_id}`),
    ...[...users].flatMap((acs_user_id) => [
      ...state.entranceAccess.rightsOf(acs_user_id).map((id) => `entrance ${id}`),
      ...state.groupMembers
        .rightsOf(acs_user_id)
        .flatMap((group) => state.groupEntrances.rightsOf(group).map((id) => `group ${group} to ${id}`)),
      ...state.acsCredentials
        .by('acs_user_id', acs_user_id)
        .flatMap(({ acs_credential_id }) =>
          state.credentialEntrances
            .rightsOf(acs_credential_id)
            .map((id) => `credential ${acs_credential_id} to ${id}`),
        ),
    ]),
  ];
};
