import { createSeam } from '@org/seam-core';
import { type AuditEntry, createMemoryIdempotencyStore, type SeamHandlers } from '@org/seam-server';
import type { FakeSeam } from '@org/seam-testing';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type MatrixOptions, mount, post, refusal } from './mount.test-helper.ts';
import { expectNoProcessErrors, gate } from './support.test-helper.ts';

const grant = '/user_identities/grant_access_to_device';
const revoke = '/user_identities/revoke_access_to_device';
const create = '/user_identities/create';
const list = '/user_identities/list';
const id = '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3';

expectNoProcessErrors();

const never = () => new Promise<never>(() => {});

/** Functions of an application around those of the fake. */
const withFunctions =
  (functions: SeamHandlers['userIdentities']) =>
  ({ seam }: FakeSeam): SeamHandlers => ({
    ...seam,
    userIdentities: { ...seam.userIdentities, ...functions },
  });

/** A router whose responses wait 20 ms for a function of the application. */
const mountLate = async (functions: SeamHandlers['userIdentities'], options: MatrixOptions = {}) => {
  const entries: AuditEntry[] = [];
  const audit = (entry: AuditEntry) => void entries.push(entry);
  const it = await mount({ targetTimeout: 20, audit, ...options }, { target: withFunctions(functions) });
  return {
    ...it,
    entries,
    access: () => post({ user_identity_id: it.user_identity_id, device_id: it.device_id }),
  };
};

const unknown = {
  status: 504,
  body: {
    ok: false,
    error: expect.objectContaining({ type: 'upstream_timeout', data: { outcome: 'unknown' } }),
  },
};

describe('R95: a function of the application that never settles', () => {
  it('gives a change the outcome unknown, and releases its slot', async () => {
    await using it = await mountLate({ create: never }, { maxInFlight: 1 });
    expect(await it.send(create, post({ full_name: 'Eve' }))).toMatchObject(unknown);
    expect((await it.send(list)).status).toBe(200);
    expect(it.entries).toMatchObject([
      { endpoint: create, outcome: 'unknown', status: 504 },
      { endpoint: list, outcome: 'done' },
    ]);
    expect(it.errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining(`for ${create} took longer than 20 milliseconds (targetTimeout)`),
      }),
    ]);
  });

  it('ends a read', async () => {
    await using it = await mountLate({ list: never }, { maxInFlight: 1 });
    for (const _time of [1, 2]) expect(await it.send(list)).toMatchObject(refusal(504, 'upstream_timeout'));
    expect(it.entries.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
  });

  it('keeps the idempotency key, and is not called again', async () => {
    let [calls, now] = [0, 0];
    const store = createMemoryIdempotencyStore({ now: () => now });
    await using it = await mountLate(
      { create: () => ((calls += 1), never()) },
      { actor: () => 'ada', idempotency: { store, lease: 60_000 } },
    );
    const send = () => it.send(create, post({ full_name: 'Eve' }, { 'idempotency-key': 'k1' }));
    expect(await send()).toMatchObject(unknown);
    now = 59_999;
    expect(await send()).toMatchObject(refusal(409, 'idempotency_key_in_use'));
    now = 60_000;
    for (const _time of [1, 2])
      expect(await send()).toMatchObject({ status: 502, body: { error: { data: { outcome: 'unknown' } } } });
    expect(calls).toBe(1);
  });

  it('does not block drain, which reports it', async () => {
    await using it = await mountLate({ grantAccessToDevice: never }, { drainTimeout: 30 });
    expect(await it.send(grant, it.access())).toMatchObject(unknown);
    it.errors.length = 0;
    await it.drain();
    expect(it.errors).toEqual([
      expect.objectContaining({ message: expect.stringContaining('drain ended after 30 milliseconds') }),
    ]);
  });
});

describe('R95: a function of the application that settles after its timeout', () => {
  it('keeps its place in the queue: a revocation cannot be confirmed before it', async () => {
    const held = gate();
    await using it = await mountLate({
      grantAccessToDevice: async (params) => {
        await held.opened;
        it.fake.state.deviceAccess.add(params.user_identity_id, params.device_id);
      },
    });
    expect(await it.send(grant, it.access())).toMatchObject(unknown);
    expect(await it.send(revoke, it.access())).toMatchObject(refusal(503, 'change_in_progress'));
    expect(it.upstream()).toEqual([]);
    held.open();
    await expect.poll(() => it.send(revoke, it.access()), { interval: 1 }).toMatchObject({ status: 200 });
    await it.drain();
    expect(it.hasDevice()).toBe(false);
    expect(it.entries.map(({ endpoint, outcome }) => `${endpoint} ${outcome}`)).toEqual(
      expect.arrayContaining([`${grant} unknown`, `${revoke} failed`, `${revoke} done`]),
    );
  });

  it('stores its result for the idempotency key', async () => {
    const held = gate();
    await using it = await mountLate(
      {
        create: async () => {
          await held.opened;
          return { user_identity_id: id } as never;
        },
      },
      { actor: () => 'ada', idempotency: true },
    );
    const send = () => it.send(create, post({ full_name: 'Eve' }, { 'idempotency-key': 'k1' }));
    expect(await send()).toMatchObject(unknown);
    held.open();
    await expect.poll(send, { interval: 1 }).toMatchObject({ status: 200 });
    expect((await send()).headers.get('idempotency-replayed')).toBe('true');
    await it.drain();
    expect(it.entries.at(-1)).toMatchObject({ outcome: 'done', isReplay: true });
  });

  it('is finished when drain resolves, and its error is reported', async () => {
    const held = gate();
    await using it = await mountLate({
      create: () => held.opened.then(() => Promise.reject(new RangeError('late'))),
    });
    expect(await it.send(create, post({ full_name: 'Eve' }))).toMatchObject(unknown);
    const drained = it.drain();
    held.open();
    await drained;
    expect(it.errors).toEqual([expect.any(Error), expect.objectContaining({ name: 'RangeError' })]);
  });
});

it('a method of a client has its own timeout instead', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const [started, held] = [gate(), gate()];
  await using it = await mount(
    { targetTimeout: 20 },
    {
      target: ({ apiKey, fetch }) =>
        createSeam({
          apiKey,
          fetch: async (...request) => {
            started.open();
            await held.opened;
            return fetch(...request);
          },
        }),
    },
  );
  const sending = it.send(list);
  await started.opened;
  await vi.advanceTimersByTimeAsync(1000);
  held.open();
  expect((await sending).status).toBe(200);
});
