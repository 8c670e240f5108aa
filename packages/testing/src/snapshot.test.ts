import { describe, expect, it } from 'vitest';
import { createFakeSeam, type FakeSeam } from './create-fake-seam.ts';
import type { Snapshot } from './snapshot.ts';

/** Everything the API says about people, devices and doors. */
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
  it('brings back what was, in the same fake', async () => {
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

  it('survives JSON, and another fake goes on from it as the first one would', async () => {
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

  it('keeps what is still to happen', async () => {
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

  it('is refused when it is none, and then nothing has changed', async () => {
    const fake = createFakeSeam();
    const before = await look(fake);
    expect(() => fake.restore({} as Snapshot)).toThrow(/no snapshot/);
    expect(() => fake.restore({ ...fake.snapshot(), state: {} })).toThrow(
      /does not say what is in workspaces/,
    );
    expect(await look(fake)).toEqual(before);
  });
});

describe('a reset', () => {
  it('goes back to the beginning, and ids begin again', async () => {
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
  it('tells of an endpoint and a parameter that Seam does not have, and of a fault that met no call', async () => {
    const fake = createFakeSeam({ strict: true });
    const headers = { authorization: `Bearer ${fake.apiKey}`, 'content-type': 'application/json' };
    const post = (path: string, body: object) =>
      fake.fetch(fake.endpoint + path, { method: 'POST', headers, body: JSON.stringify(body) });
    expect((await post('/devices/frobnicate', {})).status).toBe(501);
    expect((await post('/devices/list', { colour: 'red' })).status).toBe(400);
    fake.faults.queue('/locks/list', { kind: 'reset', applied: false });
    await expect(fake[Symbol.asyncDispose]()).rejects.toThrow(
      /\/devices\/frobnicate is no endpoint[^]*parameter colour[^]*waited for \/locks\/list/,
    );
    fake.faults.clear();
    expect(() => fake.verify()).not.toThrow();
  });

  it('says nothing when all was well', async () => {
    const fake = createFakeSeam({ strict: true });
    fake.faults.queue('/devices/list', { kind: 'latency', ms: 0 });
    await fake.seam.devices.list({ search: 'x' });
    await expect(fake[Symbol.asyncDispose]()).resolves.toBeUndefined();
  });
});
