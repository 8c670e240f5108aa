import { endpoints } from '@org/seam-core';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ServerResponse } from '../http/response.ts';
import { createMemoryIdempotencyStore } from '../idempotency/memory-store.ts';
import type { RequestContext } from './context.ts';
import { serializeChanges } from './serialize-changes.ts';

const { grantAccessToDevice: grant, revokeAccessToDevice: revoke } = endpoints.userIdentities;
const allow = () => Promise.resolve();
const done: ServerResponse = { status: 200, headers: {}, value: {}, body: '{}' };

const exchange = (key?: string): RequestContext<unknown> => ({
  verb: 'POST',
  path: '/',
  query: '',
  header: (name) => (name === 'idempotency-key' ? key : undefined),
  body: () => Promise.resolve(undefined),
  req: {},
  state: { requestId: 'r1', startedAt: 0, actor: 'ada' },
});

describe('with a store that never answers', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('a change with a key is refused in time, and a revocation behind it happens', async () => {
    const acquire = vi.fn(() => new Promise<never>(() => {}));
    const order = serializeChanges({
      idempotency: { store: { ...createMemoryIdempotencyStore(), acquire } },
      hasActor: true,
      report: () => {},
      track: () => {},
    });
    const params = { user_identity_id: 'u1', device_id: 'd1' };
    const perform = vi.fn(() => Promise.resolve(done));
    const granting = order(
      { endpoint: grant, params, context: exchange('k1') },
      { decide: allow, perform },
    ).catch((error: unknown) => error);
    await vi.waitUntil(() => acquire.mock.calls.length === 1, { interval: 1 });
    const revoking = order({ endpoint: revoke, params, context: exchange() }, { decide: allow, perform });
    await vi.advanceTimersByTimeAsync(5000);
    expect(await granting).toMatchObject({ type: 'idempotency_store_unavailable', statusCode: 503 });
    expect(await revoking).toBe(done);
    expect(perform).toHaveBeenCalledOnce();
  });

  it('what was done is confirmed, though it cannot be remembered', async () => {
    const report = vi.fn();
    const complete = vi.fn(() => new Promise<never>(() => {}));
    const order = serializeChanges({
      idempotency: { store: { ...createMemoryIdempotencyStore(), complete } },
      hasActor: true,
      report,
      track: () => {},
    });
    const params = { user_identity_id: 'u1', device_id: 'd1' };
    const steps = { decide: allow, perform: () => Promise.resolve(done) };
    const granting = order({ endpoint: grant, params, context: exchange('k1') }, steps);
    await vi.waitUntil(() => complete.mock.calls.length === 1, { interval: 1 });
    await vi.advanceTimersByTimeAsync(5000);
    expect(await granting).toBe(done);
    expect(report).toHaveBeenCalledOnce();
  });
});

describe('behind a change that goes on', () => {
  const params = { user_identity_id: 'u1' };
  const start = () => {
    const order = serializeChanges({ hasActor: false, report: () => {}, track: () => {} });
    let end = () => {};
    const held = new Promise<ServerResponse>((resolve) => {
      end = () => resolve(done);
    });
    const going = order(
      { endpoint: grant, params, context: exchange() },
      { decide: allow, perform: () => held },
    );
    return { order, going, end };
  };

  it('a read of the same person does not wait', async () => {
    const { order, going, end } = start();
    const { get } = endpoints.userIdentities;
    const steps = { decide: allow, perform: () => Promise.resolve(done) };
    expect(await order({ endpoint: get, params, context: exchange() }, steps)).toBe(done);
    end();
    await going;
  });

  it('who may not make another is told so at once', async () => {
    const { order, going, end } = start();
    const perform = vi.fn(() => Promise.resolve(done));
    const decide = () => Promise.reject(new Error('no'));
    await expect(
      order({ endpoint: revoke, params, context: exchange() }, { decide, perform }),
    ).rejects.toThrow('no');
    end();
    await going;
    expect(perform).not.toHaveBeenCalled();
  });

  it('R90: who may not make it any more when the turn comes is told so then', async () => {
    const { order, going, end } = start();
    const perform = vi.fn(() => Promise.resolve(done));
    const decide = vi
      .fn(allow)
      .mockImplementationOnce(allow)
      .mockRejectedValueOnce(new Error('not any more'));
    const waiting = order({ endpoint: revoke, params, context: exchange() }, { decide, perform });
    const refused = expect(waiting).rejects.toThrow('not any more');
    await vi.waitUntil(() => decide.mock.calls.length === 1, { interval: 1 });
    end();
    await going;
    await refused;
    expect(perform).not.toHaveBeenCalled();
    expect(decide).toHaveBeenCalledTimes(2);
  });

  it('R89: who waits longer than 40 seconds is told to retry, and so is the next', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { order } = start();
    const perform = vi.fn(() => Promise.resolve(done));
    for (const _time of [1, 2]) {
      const waiting = order(
        { endpoint: revoke, params, context: exchange() },
        { decide: allow, perform },
      ).catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(39_999);
      expect(vi.getTimerCount()).toBe(1);
      await vi.advanceTimersByTimeAsync(1);
      expect(await waiting).toMatchObject({ type: 'change_in_progress', statusCode: 503 });
    }
    expect(perform).not.toHaveBeenCalled();
  });
});

it('a read is performed when it was decided about, and not before', async () => {
  const order = serializeChanges({ hasActor: false, report: () => {}, track: () => {} });
  const perform = vi.fn(() => Promise.resolve(done));
  const decide = () => Promise.reject(new Error('no'));
  const { list } = endpoints.userIdentities;
  await expect(
    order({ endpoint: list, params: {}, context: exchange() }, { decide, perform }),
  ).rejects.toThrow('no');
  expect(perform).not.toHaveBeenCalled();
});

it('a key is held for two minutes unless said otherwise', async () => {
  const store = createMemoryIdempotencyStore();
  const acquire = vi.spyOn(store, 'acquire');
  const order = serializeChanges({
    idempotency: { store },
    hasActor: true,
    report: () => {},
    track: () => {},
  });
  const steps = { decide: allow, perform: () => Promise.resolve(done) };
  await order({ endpoint: grant, params: {}, context: exchange('k1') }, steps);
  expect(acquire).toHaveBeenCalledExactlyOnceWith('ada k1', expect.objectContaining({ lease: 120_000 }));
});

it.each([0, Number.NaN, '1s'])('the lease %j is refused at once', (lease) => {
  const idempotency = { lease: lease as number };
  expect(() => serializeChanges({ idempotency, hasActor: true, report: () => {}, track: () => {} })).toThrow(
    'idempotency: lease must be a number of milliseconds',
  );
});

it.each([
  ['the same id', { user_identity_id: 'u1' }, { user_identity_id: 'u1' }, true],
  ['one id of a list', { user_identity_ids: ['u2', 'u1'] }, { user_identity_id: 'u1' }, true],
  ['one of two ids', { acs_user_id: 'a1', user_identity_id: 'u1' }, { acs_user_id: 'a1' }, true],
  [
    'a person inside of an object',
    { user_identity: { user_identity_key: 'k' } },
    { user_identity_key: 'k' },
    true,
  ],
  ['the same key', { user_identity_key: 'k' }, { user_identity_key: 'k' }, true],
  ['the same id under a longer name', { user_identity_id: 'u1' }, { owner_user_identity_id: 'u1' }, true],
  ['another id', { user_identity_id: 'u1' }, { user_identity_id: 'u2' }, false],
  ['things of two kinds that are called alike', { user_identity_id: '1' }, { acs_user_id: '1' }, false],
  ['nobody', { device_id: 'd1' }, { device_id: 'd1' }, false],
])('changes that name %s: in turn or not', async (_, first, second, inTurn) => {
  const order = serializeChanges({ hasActor: false, report: () => {}, track: () => {} });
  const seen: string[] = [];
  let end = () => {};
  const held = new Promise<void>((resolve) => {
    end = resolve;
  });
  const perform = (name: string) => async () => {
    seen.push(name);
    if (name === 'first') await held;
    return done;
  };
  const both = [
    order(
      { endpoint: grant, params: first, context: exchange() },
      { decide: allow, perform: perform('first') },
    ),
    order(
      { endpoint: revoke, params: second, context: exchange() },
      { decide: allow, perform: perform('second') },
    ),
  ];
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  expect(seen).toEqual(inTurn ? ['first'] : ['first', 'second']);
  end();
  await Promise.all(both);
  expect(seen).toEqual(['first', 'second']);
});
