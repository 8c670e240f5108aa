import { createFakeSeam, type FakeSeam, type Fault } from '@org/seam-testing';
import { createSeam } from '@org/seam-core';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { clockOf } from '../offboarding/fake-clock.test-helper.ts';
import { revokeAccess } from './revoke-access.ts';
import type { RevokeTarget } from './target.ts';

const later = '2026-06-01T00:00:00.000Z';
const begins = fc.constantFrom(undefined, later);

const worldSpec = fc.record({
  acs_sync_ms: fc.constantFrom(0, 4000, 60_000),
  access_code_sync_ms: fc.constantFrom(0, 4000, 60_000),
  repeated_removal: fc.constantFrom('ok' as const, 'not_found' as const),
  revoke_all_entrances: fc
    .subarray(['access_groups' as const, 'credentials' as const])
    .map((others) => ['entrances' as const, ...others]),
  type: fc.constantFrom('brivo_account', 'salto_space_system'),
  direct: fc.subarray([0, 1]),
  entrances: fc.subarray([0, 1, 2]),
  group: fc.boolean(),
  credentials: fc.array(fc.record({ entrance: fc.nat(2), starts_at: begins, isCard: fc.boolean() }), {
    maxLength: 2,
  }),
  grants: fc.array(
    fc.record({ devices: fc.subarray([0, 1, 2]), entrances: fc.subarray([0, 1, 2]), starts_at: begins }),
    { maxLength: 2 },
  ),
  isSuspended: fc.boolean(),
  isOffline: fc.boolean(),
  isDisconnected: fc.boolean(),
});

const faults: readonly Fault[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'reset', applied: true },
  { kind: 'reset', applied: false },
  { kind: 'html', status: 502, applied: true },
];

type Spec = typeof worldSpec extends fc.Arbitrary<infer TSpec> ? TSpec : never;

/** A person with access as the spec says, and another one with a device and a grant. */
const build = async (spec: Spec, randomSeed: number) => {
  const { acs_sync_ms, access_code_sync_ms, repeated_removal, revoke_all_entrances } = spec;
  const assumptions = { acs_sync_ms, access_code_sync_ms, repeated_removal, revoke_all_entrances };
  const fake = createFakeSeam({ seed: 'empty', randomSeed, assumptions });
  const { add, state, seam, clock, provider } = fake;
  const person = add.userIdentity().user_identity_id;
  const other = add.userIdentity().user_identity_id;
  const devices = [0, 1, 2].map(() => add.device().device_id);
  const { acs_system_id } = add.acsSystem({ external_type: spec.type });
  const entrances = [0, 1, 2].map(() => add.acsEntrance({ acs_system_id }).acs_entrance_id);
  const { acs_user_id } = add.acsUser({
    acs_system_id,
    user_identity_id: person,
    is_suspended: spec.isSuspended,
  });
  const pick = (ids: readonly string[], indexes: readonly number[]) => indexes.map((index) => ids[index]!);
  for (const id of pick(devices, spec.direct)) state.deviceAccess.add(person, id);
  for (const id of pick(entrances, spec.entrances)) state.entranceAccess.add(acs_user_id, id);
  if (spec.group) {
    const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id });
    state.groupEntrances.add(acs_access_group_id, entrances[0]!);
    state.groupMembers.add(acs_user_id, acs_access_group_id);
  }
  for (const { entrance, starts_at, isCard } of spec.credentials) {
    const access_method = isCard ? 'card' : 'mobile_key';
    const { acs_credential_id } = add.acsCredential({
      acs_user_id,
      access_method,
      ...(starts_at ? { starts_at } : {}),
    });
    state.credentialEntrances.add(acs_credential_id, entrances[entrance]!);
  }
  for (const grant of spec.grants)
    if (grant.devices.length + grant.entrances.length > 0)
      await seam.accessGrants.create({
        user_identity_id: person,
        device_ids: pick(devices, grant.devices),
        acs_entrance_ids: pick(entrances, grant.entrances),
        requested_access_methods: [
          { mode: 'code' },
          ...(grant.entrances.length > 0 ? [{ mode: 'mobile_key' as const }] : []),
        ],
        ...(grant.starts_at ? { starts_at: grant.starts_at } : {}),
      });
  state.deviceAccess.add(other, devices[0]!);
  await seam.accessGrants.create({
    user_identity_id: other,
    device_ids: [devices[1]!],
    requested_access_methods: [{ mode: 'code' }],
  });
  clock.advance(120_000);
  if (spec.isOffline) provider.disconnectDevice(devices[0]!);
  if (spec.isDisconnected) provider.disconnectAcsSystem(acs_system_id);
  return { fake, person, other };
};

/** What a person can open according to the fake, without our functions. */
const openOf = async ({ seam }: FakeSeam, user_identity_id: string): Promise<string[]> => [
  ...(await seam.userIdentities.listAccessibleDevices({ user_identity_id })).map(
    ({ device_id }) => device_id,
  ),
  ...(await seam.userIdentities.listAccessibleEntrances({ user_identity_id })).map(
    (row) => row.acs_entrance_id,
  ),
];

const targets: readonly RevokeTarget[] = ['all_devices', 'all_entrances', 'everything'];
const worlds = Number(process.env['WORLDS'] ?? 40);

it(`verifies nothing that is open, in ${worlds} random worlds with faults`, async () => {
  await fc.assert(
    fc.asyncProperty(
      worldSpec,
      fc.constantFrom(...targets),
      fc.subarray([...faults]),
      fc.nat(1_000_000),
      async (spec, target, injected, randomSeed) => {
        const { fake, person, other } = await build(spec, randomSeed);
        const { endpoint, fetch, apiKey, clock } = fake;
        const seam = createSeam({ apiKey, endpoint, fetch, retry: { baseDelay: 1 } });
        const before = await openOf(fake, person);
        const others = await openOf(fake, other);
        for (const fault of injected) fake.faults.rate('*', fault, 0.06);
        const result = await revokeAccess(seam, person, target, { clock: clockOf(clock) }).catch(
          (error: unknown) => error as Error,
        );
        fake.faults.clear();
        clock.settle();
        expect(await openOf(fake, other)).toEqual(others);
        // The access could not be read before anything was sent.
        if (result instanceof Error) {
          expect(result.name).toMatch(/^Seam/);
          expect(await openOf(fake, person)).toEqual(before);
          return;
        }
        const open = await openOf(fake, person);
        const idsIn = (doors: readonly { readonly door: { readonly id: string } }[]) =>
          doors.map(({ door }) => door.id);
        expect(idsIn(result.verified).filter((id) => open.includes(id))).toEqual([]);
        // Each door of the target that is open is in one of the other lists.
        const isOfTarget = (id: string) =>
          target === 'everything' ||
          (fake.state.devices.get(id) !== undefined) === (target === 'all_devices');
        const told = idsIn([...result.pending, ...result.residual]);
        expect(open.filter((id) => isOfTarget(id) && !told.includes(id))).toEqual([]);
        if (!result.isComplete) return;
        expect(open.filter(isOfTarget)).toEqual([]);
        // Nothing opens later, either.
        if (target !== 'everything') return;
        clock.set('2026-06-02T00:00:00.000Z');
        expect(await openOf(fake, person)).toEqual([]);
      },
    ),
    { numRuns: worlds, seed: Number(process.env['SEED'] ?? 5) },
  );
}, 600_000);
