import { createFakeSeam } from '@org/seam-testing';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AccessFacts, readFacts } from '../doors/read-facts.ts';
import { formatPlan } from './format-plan.ts';
import { clockOf } from './fake-clock.test-helper.ts';
import { isPlanIntact, planFrom, planOffboarding } from './plan.ts';

/** A person with every kind of access, twice. */
const setUp = async () => {
  const fake = createFakeSeam({ seed: 'empty' });
  const { add, state, seam } = fake;
  const { user_identity_id } = add.userIdentity({ full_name: 'Ada Lovelace' });
  const { acs_system_id } = add.acsSystem({ name: 'Head office' });
  const { acs_access_group_id } = add.acsAccessGroup({ acs_system_id });
  for (const number of [1, 2]) {
    const { device_id } = add.device({ name: `Door ${number}` });
    state.deviceAccess.add(user_identity_id, device_id);
    const { acs_entrance_id } = add.acsEntrance({ acs_system_id, display_name: `Gate ${number}` });
    const { acs_user_id } = add.acsUser({ acs_system_id, user_identity_id, full_name: `Ada ${number}` });
    state.entranceAccess.add(acs_user_id, acs_entrance_id);
    state.groupEntrances.add(acs_access_group_id, acs_entrance_id);
    state.groupMembers.add(acs_user_id, acs_access_group_id);
    add.clientSession({ user_identity_id });
    add.phone({ user_identity_id });
    await seam.accessGrants.create({
      user_identity_id,
      device_ids: [device_id],
      requested_access_methods: [{ mode: 'code', code: `12345${number}` }],
      name: `Stay ${number}`,
    });
  }
  const lock = add.device({
    name: 'Cabin',
    device_type: 'igloohome_lock',
    can_program_offline_access_codes: true,
    can_program_online_access_codes: false,
  });
  await seam.accessGrants.create({
    user_identity_id,
    device_ids: [lock.device_id],
    requested_access_methods: [{ mode: 'code' }],
    starts_at: '2026-01-01T00:00:00Z',
    ends_at: '2026-01-20T00:00:00Z',
  });
  const identity = await seam.userIdentities.get({ user_identity_id });
  const facts = await readFacts(seam, identity, { clock: clockOf(fake.clock) });
  return { fake, facts, user_identity_id };
};

const everything = { suspend: true, deactivatePhones: true, deleteUserIdentity: true };

it('has the same hash in whatever order Seam lists things', async () => {
  const { facts } = await setUp();
  const { hash } = planFrom(facts, everything);
  /** The facts with all lists in another order, at every depth. */
  const shuffled = (value: unknown, next: () => number): unknown => {
    if (Array.isArray(value)) {
      const keyed = value.map((item) => ({ item: shuffled(item, next), at: next() }));
      return keyed.toSorted((one, other) => one.at - other.at).map(({ item }) => item);
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shuffled(part, next)]));
  };
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (stream) => {
      const next = () => stream.next().value;
      expect(planFrom(shuffled(facts, next) as AccessFacts, everything).hash).toBe(hash);
    }),
    { numRuns: 100 },
  );
});

it('has another hash when one door or one choice is different', async () => {
  const { facts } = await setUp();
  const [device, ...devices] = facts.devices;
  const [user, ...users] = facts.acs_users;
  const changed: AccessFacts[] = [
    { ...facts, devices },
    { ...facts, devices: [{ ...device!, device_id: 'another' }, ...devices] },
    { ...facts, devices: [{ ...device!, display_name: 'Another name' }, ...devices] },
    { ...facts, acs_users: users },
    { ...facts, acs_users: [{ ...user!, access_groups: [] }, ...users] },
    { ...facts, access_grants: facts.access_grants.slice(1) },
    { ...facts, client_sessions: facts.client_sessions.slice(1) },
    { ...facts, phones: facts.phones.slice(1) },
  ];
  const plans = [
    ...changed.map((each) => planFrom(each, everything)),
    planFrom(facts, everything),
    planFrom(facts),
    planFrom(facts, { ...everything, suspend: false }),
    planFrom(facts, { ...everything, unlinkAcsUsers: false }),
  ];
  expect(new Set(plans.map(({ hash }) => hash)).size).toBe(plans.length);
});

it('is intact after JSON, and not after a change', async () => {
  const { facts } = await setUp();
  const plan = planFrom(facts);
  expect(isPlanIntact(JSON.parse(JSON.stringify(plan)) as typeof plan)).toBe(true);
  expect(isPlanIntact({ ...plan, steps: plan.steps.slice(1) })).toBe(false);
  expect(isPlanIntact({ ...plan, user_identity_id: 'somebody else' })).toBe(false);
});

it('prints the doors, the changes with names, and what stays open, but no code and no token', async () => {
  const { fake, user_identity_id } = await setUp();
  const plan = await planOffboarding(fake.seam, user_identity_id, {
    ...everything,
    clock: clockOf(fake.clock),
  });
  const text = formatPlan(plan);
  expect(text.replaceAll(/[\da-f]{64}|[\da-f]{8}-[\da-f-]{27}/g, '…')).toMatchInlineSnapshot(`
    "Offboarding of Ada Lovelace (…)

    Open doors: 5
      Door 1 (device), by access grant, direct
      Door 2 (device), by access grant, direct
      Cabin (device), by access grant, direct
      Gate 1 (entrance), by access group
      Gate 2 (entrance), by access group

    Changes: 17
      Contain:
        1. Close every entrance of the ACS user "Ada 1" in Head office
        2. Close every entrance of the ACS user "Ada 2" in Head office
        3. Suspend the ACS user "Ada 1" in Head office
        4. Suspend the ACS user "Ada 2" in Head office
        5. End a client session
        6. End a client session
        7. Deactivate the phone "Samsung Galaxy S10"
        8. Deactivate the phone "Samsung Galaxy S10"
      Revoke:
        9. Delete the access grant "Stay 1"
        10. Delete the access grant "Stay 2"
        11. Delete the access grant "Access grant for Ada Lovelace"
        12. Revoke the device "Door 1"
        13. Revoke the device "Door 2"
        14. Revoke the device "Cabin"
      Unlink, after every door was read closed twice:
        15. Unlink the ACS user "Ada 1" in Head office
        16. Unlink the ACS user "Ada 2" in Head office
      Delete:
        17. Delete the user identity

    Stays open:
      Cabin (device): an offline code that the lock accepts until it ends, until 2026-01-20T00:00:00.000Z

    Hash: …"
  `);
  const secrets = [...fake.state.clientSessions].map(({ token }) => token);
  const codes = [...fake.state.accessCodes].map(({ code }) => String(code));
  for (const secret of [...secrets, ...codes])
    expect(JSON.stringify(plan) + text).not.toContain(`"${secret}"`);
});

it('knows what has ended, as the run does, when no clock is given', async () => {
  const { seam, add, state, clock } = createFakeSeam({ seed: 'empty', now: '2020-01-01T00:00:00Z' });
  const { user_identity_id } = add.userIdentity();
  const { device_id } = add.device();
  state.deviceAccess.add(user_identity_id, device_id);
  await seam.accessGrants.create({
    user_identity_id,
    device_ids: [device_id],
    requested_access_methods: [{ mode: 'code' }],
    ends_at: '2020-01-02T00:00:00Z',
  });
  clock.set('2020-01-03T00:00:00Z');
  const plan = await planOffboarding(seam, { user_identity_id });
  expect(plan).toEqual(await planOffboarding(seam, { user_identity_id }, { clock: clockOf(clock) }));
  expect(plan.doors).toMatchObject([{ via: ['direct'] }]);
});
