import { describe, expect, it } from 'vitest';
import { createFakeSeam } from './create-fake.ts';
import type { FakeSeam } from './fake-seam.ts';
import type { Snapshot } from './snapshot.ts';

/** Everything the API returns about people, devices and doors. */
const look = async ({ seam }: FakeSeam) => ({
  people: await seam.userIdentities.list(),
  devices: await seam.devices.list(),
  users: await seam.acs.users.list(),
  entrances: await seam.acs.entrances.list(),
});

const revokeSomething = async ({ seam }: FakeSeam) => {
  const [person] = await seam.userIdentities.list({ search: 'Ada' });
  await seam.userIdentities.delete({ user_identity_id: person?.user_identity_id ?? '' });
};

describe('a snapshot', () => {
  it('restores the state in the same fake', async () => {
    const fake = createFakeSeam();
    const before = await look(fake);
    const snapshot = fake.snapshot();
    await revokeSomething(fake);
    fake.clock.advance(86_400_000);
    expect(await look(fake)).not.toEqual(before);
    fake.restore(snapshot);
    expect(await look(fake)).toEqual(before);
    expect(fake.clock.timestamp()).toBe('2026-01-01T00:00:00.000Z');
  });

  it('survives JSON, and another fake continues from it like the first one', async () => {
    const fake = createFakeSeam();
    await revokeSomething(fake);
    const snapshot = JSON.parse(JSON.stringify(fake.snapshot())) as Snapshot;
    const other = createFakeSeam({ seed: 'empty' });
    other.restore(snapshot);
    const asBefore = { ...other, seam: other.seam };
    expect(await look(asBefore)).toEqual(await look(fake));
    const name = { full_name: 'New' };
    expect(await other.seam.userIdentities.create(name)).toEqual(await fake.seam.userIdentities.create(name));
  });

  it('keeps scheduled jobs', async () => {
    const fake = createFakeSeam({ assumptions: { action_attempt_ms: 5_000 } });
    const [device] = await fake.seam.devices.list();
    const { action_attempt_id } = await fake.seam.locks.unlockDoor(
      { device_id: device?.device_id ?? '' },
      { waitForActionAttempt: false },
    );
    const snapshot = JSON.parse(JSON.stringify(fake.snapshot())) as Snapshot;
    const other = createFakeSeam({ seed: 'empty' });
    other.restore(snapshot);
    const status = async () =>
      (await other.seam.actionAttempts.get({ action_attempt_id }, { waitForActionAttempt: false })).status;
    other.clock.advance(4_999);
    expect(await status()).toBe('pending');
    other.clock.advance(1);
    expect(await status()).toBe('success');
  });

  it('is rejected when it is invalid, without any change', async () => {
    const fake = createFakeSeam();
    const before = await look(fake);
    expect(() => fake.restore({} as Snapshot)).toThrow(/Not a snapshot/);
    expect(() => fake.restore({ ...fake.snapshot(), state: {} })).toThrow(/has no state\.workspaces/);
    expect(await look(fake)).toEqual(before);
  });
});

describe('an invalid snapshot', () => {
  type Data = Record<string, unknown>;
  const taken = () =>
    JSON.parse(JSON.stringify(createFakeSeam().snapshot())) as Data & { state: Record<string, Data> };
  const users =
    (rows: unknown, sequence: unknown = 99) =>
    (snapshot: ReturnType<typeof taken>) => ({
      ...snapshot,
      state: { ...snapshot.state, acsUsers: { sequence, rows } },
    });
  const row = { acs_user_id: 'a', workspace_id: 'w' };
  const job = (value: unknown) => (snapshot: Data) => ({ ...snapshot, jobs: [value] });

  it.each<[string, (snapshot: ReturnType<typeof taken>) => unknown, string]>([
    ['nothing', () => null, 'Not a snapshot'],
    ['a text', () => 'snapshot', 'Not a snapshot'],
    ['an array', () => [], 'Not a snapshot'],
    ['another version', (s) => ({ ...s, version: 2 }), 'Not a snapshot'],
    ['no state', (s) => ({ ...s, state: null }), 'Not a snapshot'],
    ['an unknown part', (s) => ({ ...s, clok: 1 }), 'unknown option "clok"'],
    ['now as garbage', (s) => ({ ...s, now: 'garbage' }), 'now must be a Date'],
    ['now as a number', (s) => ({ ...s, now: 5 }), 'now must be'],
    ['now beyond the year 9999', (s) => ({ ...s, now: '+010000-01-01T00:00:00.000Z' }), 'now must be'],
    ['no now', ({ now: _, ...s }) => s, 'snapshot has no now'],
    ['random as a text', (s) => ({ ...s, random: 'x' }), 'random must be a whole number'],
    ['random below zero', (s) => ({ ...s, random: -1 }), 'got -1'],
    ['no random', ({ random: _, ...s }) => s, 'snapshot has no random'],
    ['ids as a list', (s) => ({ ...s, ids: [] }), 'takes an object of options; got an array'],
    ['an unknown kind of id', (s) => ({ ...s, ids: { dragon: 1 } }), 'unknown option "dragon"'],
    ['an invalid count of ids', (s) => ({ ...s, ids: { device: null } }), 'device must be'],
    ['jobs as an object', (s) => ({ ...s, jobs: {} }), 'jobs must be an array; got an object'],
    ['a job that is null', job(null), 'jobs[0] must be an object; got null'],
    ['a job without a time', job({ name: 'place_access_code', args: {} }), 'jobs[0].due must be a number'],
    ['an unknown job', job({ due: 1, name: 'explode', args: {} }), 'there is no job "explode"'],
    ['a job named like a method', job({ due: 1, name: 'constructor', args: {} }), 'there is no job'],
    ['a job without arguments', job({ due: 1, name: 'place_access_code' }), 'jobs[0].args takes an object'],
    [
      'a job of an account that is a number',
      job({ due: 1, name: 'lose_device', args: { device_id: 'x' }, connected_account_id: 5 }),
      'jobs[0].connected_account_id must be a string; got 5',
    ],
    ['a job with others', job({ due: 1, name: 'place_access_code', args: {} }), 'has no access_code_id'],
    ['rows that are a number', users(5), 'state.acsUsers must have a sequence and rows'],
    ['rows without a number', users([], 'x'), 'state.acsUsers must have'],
    ['a row that is null', users([[1, null]]), 'state.acsUsers.rows[0] must be a number and a row'],
    ['a row without its number', users([row]), 'state.acsUsers.rows[0] must be'],
    ['a row without its id', users([[1, { workspace_id: 'w' }]]), 'acs_user_id must be a string'],
    ['a row of no workspace', users([[1, { acs_user_id: 'a' }]]), 'workspace_id must be a string'],
    [
      'rows in the wrong order',
      users([
        [2, row],
        [1, row],
      ]),
      'rows[1] must have a number above',
    ],
    ['a number above the last', users([[100, row]]), 'up to 99'],
    [
      'a row twice',
      users([
        [1, row],
        [2, row],
      ]),
      'acs_user_id "a" is used twice',
    ],
    [
      'links that are none',
      (s) => ({ ...s, state: { ...s.state, spaceDevices: 5 } }),
      'state.spaceDevices must',
    ],
    ['half a link', (s) => ({ ...s, state: { ...s.state, spaceDevices: [['a']] } }), 'a pair of ids'],
    ['an unknown collection', (s) => ({ ...s, state: { ...s.state, doors: [] } }), 'unknown option "doors"'],
  ])('is rejected with %s, without any change', (_, change, message) => {
    const fake = createFakeSeam();
    const before = fake.snapshot();
    expect(() => fake.restore(change(taken()) as Snapshot)).toThrow(message);
    expect(fake.snapshot()).toEqual(before);
  });

  it('runs due jobs in order of time, whatever their order in the snapshot', () => {
    const fake = createFakeSeam({ seed: 'empty' });
    const args = { device_id: 'x' };
    const jobs = [
      { due: 9e15, name: 'follow_thermostat_schedules', args },
      { due: 0, name: 'follow_thermostat_schedules', args },
    ] as const;
    fake.restore({ ...fake.snapshot(), jobs });
    fake.clock.settle();
    expect(fake.snapshot().jobs).toEqual([jobs[0]]);
  });
});

describe('a job with an invalid time', () => {
  it('is rejected, so that it does not block other jobs', async () => {
    const fake = createFakeSeam({ seed: 'empty' });
    const { user_identity_id } = fake.add.userIdentity();
    expect(() => fake.add.accessGrant({ user_identity_id, ends_at: 'garbage' })).toThrow(
      'end_access_grant cannot be scheduled for "garbage": invalid date.',
    );
    fake.clock.advance(1);
    expect(fake.snapshot().jobs).toEqual([]);
  });

  it('returns 400, also for an ISO 8601 date that JavaScript does not support', async () => {
    const { seam, state } = createFakeSeam();
    const [{ acs_system_id } = { acs_system_id: '' }] = state.acsSystems.list();
    for (const access_schedule of [
      { starts_at: '2026-01-02T00:00:00+01', ends_at: '2026-02-01T00:00:00Z' },
      { starts_at: '2026-01-02T00:00:00Z', ends_at: '2026-02-01T00:00:00+01' },
    ])
      await expect(
        seam.acs.users.create({ acs_system_id, full_name: 'Ada', access_schedule }),
      ).rejects.toMatchObject({
        statusCode: 400,
        message: expect.stringContaining('is not a valid date and time'),
      });
  });
});

describe('a reset', () => {
  it('restores the initial state and restarts the ids', async () => {
    const fake = createFakeSeam();
    const before = await look(fake);
    const made = await fake.seam.userIdentities.create({ full_name: 'New' });
    await revokeSomething(fake);
    fake.faults.queue('*', { kind: 'hang', applied: false });
    fake.reset();
    expect(await look(fake)).toEqual(before);
    expect(fake.journal.calls).toHaveLength(4);
    expect(await fake.seam.userIdentities.create({ full_name: 'New' })).toEqual(made);
  });
});

describe('a strict fake', () => {
  it('reports unknown endpoints, unknown parameters and unused faults', async () => {
    const fake = createFakeSeam({ strict: true });
    const headers = { authorization: `Bearer ${fake.apiKey}`, 'content-type': 'application/json' };
    const post = (path: string, body: object) =>
      fake.fetch(fake.endpoint + path, { method: 'POST', headers, body: JSON.stringify(body) });
    expect((await post('/devices/frobnicate', {})).status).toBe(404);
    expect((await post('/devices/list', { colour: 'red' })).status).toBe(400);
    fake.faults.queue('/locks/list', { kind: 'reset', applied: false });
    await expect(fake[Symbol.asyncDispose]()).rejects.toThrow(
      /\/devices\/frobnicate is not a Seam endpoint[^]*parameter colour[^]*queued for \/locks\/list/,
    );
    fake.faults.clear();
    expect(() => fake.verify()).not.toThrow();
  });

  it('reports nothing without violations', async () => {
    const fake = createFakeSeam({ strict: true });
    fake.faults.queue('/devices/list', { kind: 'latency', ms: 0 });
    await fake.seam.devices.list({ search: 'x' });
    await expect(fake[Symbol.asyncDispose]()).resolves.toBeUndefined();
  });
});
