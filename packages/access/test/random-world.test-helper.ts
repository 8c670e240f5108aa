import { createSeam, type Seam } from '@org/seam-core';
import { createFakeSeam, type FakeSeam } from '@org/seam-testing';
import * as fc from 'fast-check';
import type { Clock } from '../src/index.ts';
import { clockOf } from '../src/offboarding/fake-clock.test-helper.ts';

const index = fc.nat(3);
const begins = fc.constantFrom('past' as const, 'future' as const);

/** What a random world contains. Numbers select among what exists. */
export const worldSpec = fc.record({
  assumptions: fc.record({
    acs_sync_ms: fc.constantFrom(0, 0, 20_000),
    access_code_sync_ms: fc.constantFrom(0, 0, 10_000),
    user_identity_deletion_ms: fc.constantFrom(0, 20_000),
    acs_retry_ms: fc.constantFrom('never' as const, 30_000),
    repeated_removal: fc.constantFrom('ok' as const, 'not_found' as const),
    unlink_of_another: fc.constantFrom('refuse' as const, 'ignore' as const),
    revoke_all_entrances: fc
      .subarray(['access_groups' as const, 'credentials' as const])
      .map((others) => ['entrances' as const, ...others]),
    revoke_device_ends_grants: fc.boolean(),
    doors_of_access_grants: fc.constantFrom('opened' as const, 'opened' as const, 'named' as const),
    revoked_access_of_grants: fc.constantFrom('stays_revoked' as const, 'grants_again' as const),
    suspended_user_opens: fc.boolean(),
    instant_key_ends_session: fc.boolean(),
  }),
  systems: fc.integer({ min: 0, max: 2 }),
  devices: fc.uniqueArray(fc.nat(2), { maxLength: 3 }),
  entrances: fc.uniqueArray(index, { maxLength: 3 }),
  groups: fc.uniqueArray(fc.nat(1), { maxLength: 2 }),
  credentials: fc.array(
    fc.record({ entrance: index, begins, kind: fc.constantFrom('code', 'card_on_order', 'own') }),
    { maxLength: 2 },
  ),
  grants: fc.array(fc.record({ device: fc.nat(2), entrance: index, begins }), { maxLength: 2 }),
  hasCard: fc.constantFrom(true, false, false, false),
  hasOfflineCode: fc.constantFrom(true, false, false, false),
  hasSession: fc.boolean(),
  hasPhone: fc.boolean(),
  isSuspended: fc.boolean(),
});

export type WorldSpec = typeof worldSpec extends fc.Arbitrary<infer TSpec> ? TSpec : never;

/** Access of the person that stays whatever is sent to Seam. */
interface Irrevocable {
  /** `device:…` or `entrance:…`. */
  readonly door: string;
  readonly until: string;
}

interface House {
  readonly devices: readonly string[];
  readonly systems: readonly {
    readonly id: string;
    readonly entrances: readonly string[];
    readonly groups: readonly string[];
  }[];
}

export interface World {
  readonly fake: FakeSeam;
  readonly house: House;
  /** A client that hardly waits between retries. Its requests go through `fetch`. */
  readonly seam: Seam;
  /** The fake's time: waiting moves it. */
  readonly clock: Clock;
  readonly person: string;
  readonly bystander: string;
  readonly irrevocable: readonly Irrevocable[];
}

export const pick = <TItem>(items: readonly TItem[], number: number): TItem => {
  const item = items[number % items.length];
  if (item === undefined) throw new RangeError('There is nothing to pick from.');
  return item;
};

const later = '2026-06-01T00:00:00.000Z';
const end = '2026-02-01T00:00:00.000Z';

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
      state.entranceAccess.add(acs_user_id, pick(system.entrances, entrance));
    for (const group of spec.groups) state.groupMembers.add(acs_user_id, pick(system.groups, group));
    for (const { begins: start, entrance, kind } of spec.credentials) {
      const { acs_credential_id } = add.acsCredential({
        ...(kind === 'own' ? { acs_system_id: system.id, user_identity_id } : { acs_user_id }),
        access_method: kind === 'card_on_order' ? 'card' : 'code',
        is_issued: kind !== 'card_on_order',
        ...(start === 'future' ? { starts_at: later } : {}),
      });
      state.credentialEntrances.add(acs_credential_id, pick(system.entrances, entrance));
    }
  }
  for (const grant of spec.grants)
    await seam.accessGrants.create({
      user_identity_id,
      device_ids: [pick(house.devices, grant.device)],
      ...(house.systems[0] ? { acs_entrance_ids: [pick(house.systems[0].entrances, grant.entrance)] } : {}),
      requested_access_methods: [{ mode: 'code' }],
      ...(grant.begins === 'future' ? { starts_at: later } : {}),
    });
  if (spec.hasSession) add.clientSession({ user_identity_id });
  if (spec.hasPhone) add.phone({ user_identity_id });
  return user_identity_id;
};

/** Gives the person access that nothing recalls: an offline code, and a card that holds what it opens. */
const addIrrevocable = async (fake: FakeSeam, spec: WorldSpec, person: string): Promise<Irrevocable[]> => {
  const { add, state, seam } = fake;
  const added: Irrevocable[] = [];
  if (spec.hasOfflineCode) {
    const { device_id } = add.device({
      device_type: 'igloohome_lock',
      can_program_offline_access_codes: true,
      can_program_online_access_codes: false,
    });
    await seam.accessGrants.create({
      user_identity_id: person,
      device_ids: [device_id],
      requested_access_methods: [{ mode: 'code' }],
      starts_at: '2026-01-01T00:00:00Z',
      ends_at: '2026-01-20T00:00:00Z',
    });
    added.push({ door: `device:${device_id}`, until: '2026-01-20T00:00:00.000Z' });
  }
  if (spec.hasCard) {
    const { acs_system_id } = add.acsSystem({ external_type: 'visionline_system' });
    const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id: person });
    const { acs_entrance_id } = add.acsEntrance({ acs_system_id });
    const { acs_credential_id } = add.acsCredential({
      acs_user_id,
      access_method: 'card',
      is_issued: true,
      external_type: 'visionline_card',
      ends_at: end,
    });
    state.credentialEntrances.add(acs_credential_id, acs_entrance_id);
    added.push({ door: `entrance:${acs_entrance_id}`, until: end });
  }
  return added;
};

/** Builds a world with a person and a bystander who has the same access. */
export const buildWorld = async (
  spec: WorldSpec,
  {
    randomSeed,
    wrapFetch,
  }: { readonly randomSeed: number; readonly wrapFetch: (fake: FakeSeam) => typeof fetch },
): Promise<World> => {
  const fake = createFakeSeam({
    seed: 'empty',
    randomSeed,
    wait: 'clock',
    journalLimit: 1_000_000,
    assumptions: spec.assumptions,
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
  const irrevocable = await addIrrevocable(fake, spec, person);
  clock.advance(60_000);
  return {
    fake,
    house,
    seam: createSeam({
      apiKey: fake.apiKey,
      endpoint: fake.endpoint,
      fetch: wrapFetch(fake),
      timeout: 100,
      retry: { baseDelay: 1, maxRetryAfter: 5 },
    }),
    clock: clockOf(clock),
    person,
    bystander,
    irrevocable,
  };
};
