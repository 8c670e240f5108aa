import { endpoints } from '@org/seam-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServerResponse } from '../http/response.ts';
import { createMemoryIdempotencyStore } from './memory-store.ts';
import type { RequestContext } from '../router/context.ts';
import { createIdempotency } from './idempotency.ts';
import { createSerializer } from '../router/serialize-changes.ts';

const { grantAccessToDevice: grant } = endpoints.userIdentities;
const done: ServerResponse = { status: 200, headers: {}, value: {}, body: '{}' };
const authorize = () => Promise.resolve();
const others = { hasActor: true, report: () => {}, track: () => {} };

const contextOf = (key?: string): RequestContext<unknown> => ({
  request: {
    verb: 'POST',
    path: '/',
    query: '',
    header: (name) => (name === 'idempotency-key' ? key : undefined),
    body: () => undefined,
  },
  req: {},
  requestId: 'r1',
  startedAt: 0,
  actor: 'ada',
});

describe('with a store that never responds', () => {
  const params = { user_identity_id: 'u1', device_id: 'd1' };

  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('rejects a change with a key in time, and runs the revoke behind it', async () => {
    const acquire = vi.fn(() => new Promise<never>(() => {}));
    const runOnce = createIdempotency({ store: { ...createMemoryIdempotencyStore(), acquire } }, others);
    const serialize = createSerializer();
    const run = vi.fn(() => Promise.resolve(done));
    const start = (context: RequestContext<unknown>) =>
      serialize(params, context, {
        authorize,
        run: () => runOnce({ endpoint: grant, params, context }, run),
      });
    const granting = start(contextOf('k1')).catch((error: unknown) => error);
    await vi.waitUntil(() => acquire.mock.calls.length === 1, { interval: 1 });
    const revoking = start(contextOf());
    await vi.advanceTimersByTimeAsync(5000);
    expect(await granting).toMatchObject({ type: 'idempotency_store_unavailable', statusCode: 503 });
    expect(await revoking).toBe(done);
    expect(run).toHaveBeenCalledOnce();
  });

  it('returns the response that could not be stored, and reports the error', async () => {
    const report = vi.fn();
    const complete = vi.fn(() => new Promise<never>(() => {}));
    const runOnce = createIdempotency(
      { store: { ...createMemoryIdempotencyStore(), complete } },
      { ...others, report },
    );
    const context = contextOf('k1');
    const granting = runOnce({ endpoint: grant, params, context }, () => Promise.resolve(done));
    await vi.waitUntil(() => complete.mock.calls.length === 1, { interval: 1 });
    await vi.advanceTimersByTimeAsync(5000);
    expect(await granting).toBe(done);
    expect(report).toHaveBeenCalledOnce();
  });
});

it('uses a lease of two minutes by default', async () => {
  const store = createMemoryIdempotencyStore();
  const acquire = vi.spyOn(store, 'acquire');
  const runOnce = createIdempotency({ store }, others);
  await runOnce({ endpoint: grant, params: {}, context: contextOf('k1') }, () => Promise.resolve(done));
  expect(acquire).toHaveBeenCalledExactlyOnceWith('ada k1', expect.objectContaining({ lease: 120_000 }));
});

it.each([0, Number.NaN, '1s'])('rejects the lease %j', (lease) => {
  expect(() => createIdempotency({ lease: lease as number }, others)).toThrow(
    'idempotency: lease must be a number of milliseconds',
  );
});
