import { endpoints } from '@org/seam-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { apiError } from '../http/api-error.ts';
import type { ServerResponse } from '../http/response.ts';
import { runOnce } from './idempotency.ts';
import { createMemoryIdempotencyStore } from './memory-store.ts';
import { checkedIdempotencyStore, type IdempotencyStore } from './store.ts';

const { grantAccessToDevice: grant, revokeAccessToDevice: revoke } = endpoints.userIdentities;
const params = { user_identity_id: 'u1', device_id: 'd1' };
const call = { endpoint: grant, params, requestId: 'r1', key: 'k1', actor: 'ada' };
const done: ServerResponse = { status: 200, headers: {}, value: { ok: true }, body: '{"ok":true}' };

const start = (own: Partial<IdempotencyStore> = {}) => {
  const store = { ...createMemoryIdempotencyStore(), ...own };
  const onStoreError = vi.fn();
  const rests: Promise<void>[] = [];
  const onBackgroundWork = (rest: Promise<void>) => void rests.push(rest);
  const options = { store: checkedIdempotencyStore(store), lease: 60_000, onStoreError, onBackgroundWork };
  const perform = vi.fn(() => Promise.resolve(done));
  return {
    onStoreError,
    rests,
    perform,
    once: (facts: Partial<typeof call> = {}, act: () => Promise<ServerResponse> = perform) =>
      runOnce({ ...call, ...facts }, act, options),
  };
};

describe('a key', () => {
  it('of a grant is rejected for a revocation', async () => {
    const { once, perform } = start();
    await once();
    await expect(once({ endpoint: revoke })).rejects.toMatchObject({
      type: 'idempotency_key_reused',
      statusCode: 422,
    });
    expect(perform).toHaveBeenCalledOnce();
  });

  it('of a request in progress is in use for the same request, and reused for another', async () => {
    const { once } = start();
    let end = () => {};
    const held = new Promise<ServerResponse>((resolve) => {
      end = () => resolve(done);
    });
    const act = vi.fn(() => held);
    const going = once({}, act);
    await vi.waitUntil(() => act.mock.calls.length === 1, { interval: 1, timeout: 10_000 });
    await expect(once()).rejects.toMatchObject({ type: 'idempotency_key_in_use', retryAfterMs: 1000 });
    await expect(once({ params: { ...params, device_id: 'd2' } })).rejects.toMatchObject({
      type: 'idempotency_key_reused',
    });
    end();
    expect(await going).toBe(done);
  });

  it.each(['', undefined])('of the actor %j is rejected', async (actor) => {
    const { once, perform } = start();
    await expect(once({ actor: actor as string })).rejects.toMatchObject({
      type: 'invalid_idempotency_key',
    });
    expect(perform).not.toHaveBeenCalled();
  });

  it('is stored under the encoded actor, and the key as it was sent', async () => {
    const store = createMemoryIdempotencyStore();
    const acquire = vi.spyOn(store, 'acquire');
    const { once } = start(store);
    await once({ actor: 'Ada Okafor', key: 'k/1' });
    expect(acquire).toHaveBeenCalledExactlyOnceWith('Ada%20Okafor k/1', expect.anything());
  });

  it('may have 255 characters', async () => {
    expect(await start().once({ key: 'x'.repeat(255) })).toBe(done);
  });
});

it('a replayed response has the headers of a response', async () => {
  const { once } = start();
  await once();
  expect(await once()).toMatchObject({
    status: 200,
    body: done.body,
    value: done.value,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'idempotency-replayed': 'true',
    },
  });
});

it('responds after the response is stored', async () => {
  let remember = () => {};
  const complete = vi.fn(
    () =>
      new Promise<void>((resolve) => {
        remember = resolve;
      }),
  );
  const { once } = start({ complete });
  let hasResponded = false;
  const responded = once().then(() => (hasResponded = true));
  await vi.waitUntil(() => complete.mock.calls.length === 1, { interval: 1, timeout: 10_000 });
  expect(hasResponded).toBe(false);
  remember();
  await responded;
});

it.each([
  ['a grant with an unknown outcome runs again, because it is idempotent', grant, 2],
  ['a door that may have been opened is not opened again', endpoints.locks.unlockDoor, 1],
])('%s', async (_, endpoint, times) => {
  const { once } = start();
  const fail = vi.fn(() => Promise.reject(new Error('no response')));
  await expect(once({ endpoint }, fail)).rejects.toThrow('no response');
  await once({ endpoint }, fail).catch(() => {});
  expect(fail).toHaveBeenCalledTimes(times);
});

describe('when the lease of an earlier request has expired', () => {
  afterEach(() => void vi.useRealTimers());

  const acquire = () => ({ state: 'acquired', token: 't', isTakeover: true }) as const;
  const never = { endpoint: endpoints.locks.unlockDoor, params: { device_id: 'd1' } };

  it('runs a request again that is safe to repeat', async () => {
    const { once, perform } = start({ acquire });
    expect(await once()).toBe(done);
    expect(perform).toHaveBeenCalledOnce();
  });

  it('does not open a door again, and stores that the outcome is unknown', async () => {
    const complete = vi.fn<IdempotencyStore['complete']>();
    const { once, perform } = start({ acquire, complete });
    await expect(once(never as never)).rejects.toMatchObject({
      type: 'upstream_error',
      message: expect.stringContaining('ended without a result'),
      data: { outcome: 'unknown' },
    });
    expect(perform).not.toHaveBeenCalled();
    expect(complete).toHaveBeenCalledExactlyOnceWith(expect.any(String), 't', {
      status: 502,
      body: expect.stringContaining('unknown'),
    });
  });

  it('does not open a door again when the store responds after its timeout', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let now = 0;
    const memory = createMemoryIdempotencyStore({ now: () => now });
    let respond = () => {};
    const delayed = new Promise<void>((resolve) => (respond = resolve));
    const slow = vi.fn(async (...request: Parameters<IdempotencyStore['acquire']>) => {
      const lease = await memory.acquire(...request);
      await delayed;
      return lease;
    });
    const acquire = vi.fn<IdempotencyStore['acquire']>((...request) => memory.acquire(...request));
    const { once, perform } = start({ ...memory, acquire });
    const hang = vi.fn(() => new Promise<never>(() => {}));
    void once(never as never, hang);
    await vi.waitUntil(() => hang.mock.calls.length === 1, { interval: 1, timeout: 10_000 });
    now = 60_000;
    acquire.mockImplementationOnce(slow);
    const timedOut = once(never as never).catch((error: unknown) => error);
    await vi.waitUntil(() => slow.mock.calls.length === 1, { interval: 1, timeout: 10_000 });
    await vi.advanceTimersByTimeAsync(5000);
    expect(await timedOut).toMatchObject({ type: 'idempotency_store_unavailable' });
    respond();
    await slow.mock.results[0]?.value;
    await vi.advanceTimersByTimeAsync(0);
    await expect(once(never as never)).rejects.toMatchObject({ type: 'idempotency_key_in_use' });
    now = 120_000;
    await expect(once(never as never)).rejects.toMatchObject({ data: { outcome: 'unknown' } });
    expect(perform).not.toHaveBeenCalled();
  });

  /** Starts a request that does not end, with a store in memory, and lets its lease expire. */
  const abandonInMemory = async () => {
    let now = 0;
    const { once, perform } = start(createMemoryIdempotencyStore({ now: () => now }));
    const hang = vi.fn(() => new Promise<never>(() => {}));
    void once(never as never, hang);
    await vi.waitUntil(() => hang.mock.calls.length === 1, { interval: 1, timeout: 10_000 });
    now = 60_000;
    return { once, perform };
  };

  it('does so with the store in memory', async () => {
    const { once, perform } = await abandonInMemory();
    await expect(once(never as never)).rejects.toMatchObject({ data: { outcome: 'unknown' } });
    expect(await once(never as never)).toMatchObject({
      status: 502,
      headers: { 'idempotency-replayed': 'true' },
    });
    expect(perform).not.toHaveBeenCalled();
  });

  it('does not open a door again when its key was sent with another request meanwhile', async () => {
    const { once, perform } = await abandonInMemory();
    const other = { ...never, params: { device_id: 'd2' } };
    await expect(once(other as never)).rejects.toMatchObject({ type: 'idempotency_key_reused' });
    await expect(once(never as never)).rejects.toMatchObject({ data: { outcome: 'unknown' } });
    expect(perform).not.toHaveBeenCalled();
  });
});

it('a failed request releases its key first, and a store error is reported separately', async () => {
  const error = new Error('no database');
  const { once, onStoreError } = start({ release: () => Promise.reject(error) });
  await expect(once({}, () => Promise.reject(apiError('not_found')))).rejects.toMatchObject({
    type: 'not_found',
  });
  expect(onStoreError).toHaveBeenCalledExactlyOnceWith(error);
});

it('a failing store returns 503 with a retry delay', async () => {
  const { once, perform } = start({ acquire: () => Promise.reject(new Error('no database')) });
  await expect(once()).rejects.toMatchObject({
    type: 'idempotency_store_unavailable',
    retryAfterMs: 5000,
  });
  expect(perform).not.toHaveBeenCalled();
});

it.each([
  ['body that was cut', { status: 200, body: '{"ok":tr' }],
  ['status that was lost', { status: 0, body: '{"ok":true}' }],
])('a stored %s returns 503, like any other failure of the store', async (_, response) => {
  const acquire: IdempotencyStore['acquire'] = (_key, { fingerprint }) => ({
    state: 'done',
    fingerprint,
    response,
  });
  const { once, perform } = start({ acquire });
  await expect(once()).rejects.toMatchObject({
    type: 'idempotency_store_unavailable',
    cause: expect.objectContaining({ message: expect.stringContaining('as its response') }),
  });
  expect(perform).not.toHaveBeenCalled();
});

describe('a response that the store could not save', () => {
  afterEach(() => void vi.useRealTimers());

  it('is sent to the caller, and stored by a retry', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const memory = createMemoryIdempotencyStore();
    const complete = vi.fn(async (...done: Parameters<IdempotencyStore['complete']>) =>
      memory.complete(...done),
    );
    complete.mockRejectedValueOnce(new Error('no database'));
    const { once, perform, onStoreError, rests } = start({ ...memory, complete });
    expect(await once()).toBe(done);
    expect(onStoreError).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(1000);
    await Promise.all(rests);
    expect(await once()).toMatchObject({ status: 200, headers: { 'idempotency-replayed': 'true' } });
    expect(perform).toHaveBeenCalledOnce();
  });
});
