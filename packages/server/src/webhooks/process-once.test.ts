import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryWebhookStore } from './memory-store.ts';
import { processOnce, processWithinLease } from './process-once.ts';
import { checkedWebhookStore, type WebhookStore } from './store.ts';

describe('processOnce', () => {
  const keys = [
    { key: 'msg', fingerprint: 'bytes' },
    { key: 'event:1', fingerprint: '1' },
  ];
  const lease = 10_000;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A store that fails on demand. */
  const start = () => {
    const clock = { time: 0 };
    const memory = createMemoryWebhookStore({ now: () => clock.time });
    const broken = new Set<string>();
    const failing = (what: string) => {
      if (broken.has(what)) throw new Error(`no connection for ${what}`);
    };
    const store: WebhookStore = {
      acquire: (key, request) => {
        failing(`acquire ${key}`);
        return memory.acquire(key, request);
      },
      complete: (key, token) => {
        failing(`complete ${key}`);
        return memory.complete(key, token);
      },
      release: (key, token) => {
        failing(`release ${key}`);
        return memory.release(key, token);
      },
    };
    let runs = 0;
    const act = (
      acquired = keys,
      { run = () => (runs += 1), holds = lease }: { run?: () => unknown; holds?: number } = {},
    ) => processOnce({ store: checkedWebhookStore(store, 1_000), keys: acquired, lease: holds, run });
    return { clock, store, broken, act, runs: () => runs };
  };

  const unavailable = { type: 'webhook_store_unavailable', statusCode: 503 };

  it('W30 has an error for a handler or a store that rejects with undefined', async () => {
    const { act } = start();
    const cause = new Error('A function threw undefined instead of an error.');
    const rejects = () => Promise.reject();
    await expect(act(keys, { run: rejects })).rejects.toMatchObject({
      type: 'webhook_handler_failed',
      cause,
    });
    const store = checkedWebhookStore({ ...createMemoryWebhookStore(), acquire: rejects }, 1_000);
    await expect(processOnce({ store, keys, lease, run: rejects })).rejects.toMatchObject({
      ...unavailable,
      cause,
    });
  });

  it('W35 releases acquired keys when the store fails at the next key', async () => {
    const { broken, act, runs } = start();
    broken.add('acquire event:1');
    await expect(act()).rejects.toMatchObject(unavailable);
    broken.clear();
    expect(await act()).toBe(true);
    expect(runs()).toBe(1);
  });

  it('W35 waits for the lease when keys cannot be released', async () => {
    const { clock, broken, act, runs } = start();
    broken.add('acquire event:1').add('release msg');
    await expect(act()).rejects.toMatchObject(unavailable);
    broken.clear();
    await expect(act()).rejects.toMatchObject({ type: 'webhook_busy' });
    clock.time = lease;
    expect(await act()).toBe(true);
    expect(runs()).toBe(1);
  });

  it('W30 throws the handler error when keys cannot be released', async () => {
    const { broken, act } = start();
    broken.add('release msg').add('release event:1');
    const fail = () => Promise.reject(new Error('no database'));
    await expect(act(keys, { run: fail })).rejects.toMatchObject({
      type: 'webhook_handler_failed',
      cause: new Error('no database'),
    });
  });

  it('W30 releases all keys before it throws', async () => {
    const { store, act } = start();
    const fail = () => Promise.reject(new Error('no database'));
    const released: string[] = [];
    const release = store.release.bind(store);
    store.release = async (key, token) => {
      await new Promise((resolve) => void setImmediate(resolve));
      await release(key, token);
      released.push(key);
    };
    await expect(act(keys, { run: fail })).rejects.toMatchObject({ type: 'webhook_handler_failed' });
    expect(released).toEqual(['msg', 'event:1']);
  });

  it.each(['event:1', 'msg'])('W35 retries to complete %s', async (key) => {
    const { clock, broken, act, runs } = start();
    broken.add(`complete ${key}`);
    const acted = act();
    await vi.advanceTimersByTimeAsync(1_000);
    broken.clear();
    await vi.advanceTimersByTimeAsync(100);
    expect(await acted).toBe(true);
    clock.time = lease;
    for (const name of keys) expect(await act([name])).toBe(false);
    expect(runs()).toBe(1);
  });

  it('W35 completes one key when the other fails, and stops when the lease expires', async () => {
    const { clock, store, broken, act, runs } = start();
    const complete = vi.spyOn(store, 'complete');
    broken.add('complete event:1');
    const refused = expect(act()).rejects.toMatchObject(unavailable);
    await vi.advanceTimersByTimeAsync(lease);
    await refused;
    expect(complete.mock.calls.map(([key]) => key)).toEqual([
      'event:1',
      'msg',
      'event:1',
      'event:1',
      'event:1',
    ]);
    broken.clear();
    clock.time = lease;
    expect(await act()).toBe(false);
    expect(runs()).toBe(1);
  });

  it('W35 does not retry after the lease expires', async () => {
    const { store, broken, act } = start();
    const complete = vi.spyOn(store, 'complete');
    broken.add('complete msg').add('complete event:1');
    const refused = expect(act(keys, { holds: 1_100 })).rejects.toMatchObject(unavailable);
    await vi.advanceTimersByTimeAsync(100);
    await refused;
    expect(complete).toHaveBeenCalledTimes(4);
  });

  it('W35 does not process again after the store failed between two keys', async () => {
    const { clock, broken, act, runs } = start();
    broken.add('complete msg');
    const refused = expect(act()).rejects.toMatchObject(unavailable);
    await vi.advanceTimersByTimeAsync(lease);
    await refused;
    broken.clear();
    clock.time = lease;
    expect(await act()).toBe(false);
    expect(await act()).toBe(false);
    expect(runs()).toBe(1);
  });

  it('W35 does not run after the lease expired, and releases the keys', async () => {
    const { store, act, runs } = start();
    const acquire = store.acquire.bind(store);
    store.acquire = async (key, request) => {
      await new Promise((resolve) => void setTimeout(resolve, 500));
      return acquire(key, request);
    };
    const refused = expect(act(keys, { holds: 1_000 })).rejects.toMatchObject({
      ...unavailable,
      cause: { message: expect.stringContaining('lease expired') },
    });
    await vi.advanceTimersByTimeAsync(1_000);
    await refused;
    expect(runs()).toBe(0);
    for (const { key, fingerprint } of keys)
      expect(await acquire(key, { fingerprint, lease })).toMatchObject({ state: 'acquired' });
  });

  it('treats all keys as completed when one is', async () => {
    const { act, runs } = start();
    expect(await act(keys.slice(1))).toBe(true);
    expect(await act()).toBe(false);
    expect(await act(keys.slice(0, 1))).toBe(false);
    expect(runs()).toBe(1);
  });

  it('releases its own key when the event is busy', async () => {
    const { store, act } = start();
    const held = await store.acquire('event:1', { fingerprint: '1', lease });
    await expect(act()).rejects.toMatchObject({ type: 'webhook_busy', retryAfterMs: 5_000 });
    if (held.state === 'acquired') await store.release('event:1', held.token);
    expect(await act()).toBe(true);
  });
});

describe('processWithinLease', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const act = (run: () => unknown) =>
    processWithinLease({
      store: checkedWebhookStore(createMemoryWebhookStore(), 5_000),
      keys: [{ key: 'msg', fingerprint: 'f' }],
      lease: 60_000,
      run,
    });

  it('W31 waits no longer than the lease, and rejects with a retry delay', async () => {
    const acted = act(() => new Promise(() => {})).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(59_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await acted).toMatchObject({
      type: 'webhook_handler_timeout',
      statusCode: 503,
      retryAfterMs: 5_000,
    });
  });

  it('leaves no timer behind', async () => {
    expect(await act(() => {})).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});
