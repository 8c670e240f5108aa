import { describe, expect, it, vi } from 'vitest';
import { countHeld } from '../../test/count-held.test-helper.ts';
import { called, delivery, start, stopTime, watchHashes } from '../../test/webhooks/receiver.test-helper.ts';
import { createMemoryWebhookStore } from './memory-store.ts';
import type { WebhookStore } from './store.ts';

stopTime();

describe('the event processor', () => {
  it('W28 acquires no key for an event without a handler, so that a later version can process it', async () => {
    const store = createMemoryWebhookStore();
    const acquire = vi.spyOn(store, 'acquire');
    const { receive, onDelivery } = start({ store, handlers: { 'lock.locked': () => {} } });
    expect((await receive(delivery())).status).toBe(204);
    expect(onDelivery).toHaveBeenCalledWith(expect.objectContaining({ result: 'unhandled' }));
    expect(acquire).not.toHaveBeenCalled();
  });

  it('W41 frees the slot of a handler that exceeds its lease, and processes again', async () => {
    const finish: (() => void)[] = [];
    const hang = vi.fn(() => new Promise<void>((resolve) => void finish.push(resolve)));
    const store = createMemoryWebhookStore();
    const options = {
      handlers: { 'acs_user.deleted': hang },
      maxInFlight: 1,
      maxWaiting: 0,
      lease: 60_000,
      store,
    };
    const { receive, onError } = start(options);
    const first = receive(delivery());
    await called(hang);
    await vi.advanceTimersByTimeAsync(12_000);
    expect((await first).status).toBe(503);
    expect(await receive(delivery('msg_2'))).toMatchObject({
      status: 503,
      body: expect.stringContaining('busy'),
    });
    await vi.advanceTimersByTimeAsync(48_000);
    expect(onError.mock.calls).toEqual([
      [
        expect.objectContaining({
          type: 'webhook_handler_timeout',
          message: expect.stringContaining('60000'),
        }),
        expect.objectContaining({ id: 'msg_1' }),
      ],
    ]);

    const again = receive(delivery());
    while (finish.length < 2) await new Promise((resolve) => void setImmediate(resolve));
    // The first completes nothing after its lease: the second holds the lease now.
    finish[0]?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(await store.acquire('msg_1', { fingerprint: '', lease: 1 })).toMatchObject({ state: 'busy' });
    expect((await receive(delivery('msg_2'))).status).toBe(503);
    finish[1]?.();
    expect((await again).status).toBe(204);
    expect(hang).toHaveBeenCalledTimes(2);
  });

  it('W31 reports once a handler that throws after its lease', async () => {
    let fail: (error: Error) => void = () => {};
    const hang = vi.fn(
      () =>
        new Promise<never>((_resolve, reject) => {
          fail = reject;
        }),
    );
    const { receive, onError } = start({ fallback: hang, lease: 60_000 });
    const first = receive(delivery());
    await called(hang);
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await first).status).toBe(503);
    expect(onError.mock.calls).toMatchObject([[{ type: 'webhook_handler_timeout' }, { id: 'msg_1' }]]);
    fail(new Error('the door is still open'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(onError.mock.calls.slice(1)).toEqual([
      [new Error('the door is still open'), expect.objectContaining({ id: 'msg_1' })],
    ]);
  });

  it('W35 returns 503 when the store hangs, and frees the slot', async () => {
    const never = () => new Promise<never>(() => {});
    const acquire = vi.fn<WebhookStore['acquire']>(never);
    const store = { acquire, complete: never, release: never };
    const { receive, onError } = start({
      fallback: () => {},
      store,
      storeTimeout: 3_000,
      maxInFlight: 1,
      maxWaiting: 0,
    });
    for (const id of ['msg_1', 'msg_2']) {
      acquire.mockClear();
      const response = receive(delivery(id));
      await called(acquire);
      await vi.advanceTimersByTimeAsync(3_000);
      expect(await response).toMatchObject({
        status: 503,
        headers: { 'retry-after': '5' },
        body: expect.stringContaining('webhook_store_unavailable'),
      });
    }
    expect(onError).toHaveBeenCalledTimes(2);
  });

  it.each([
    [undefined, 'returned undefined'],
    [{ state: 'acquired' }, 'the state "acquired" and undefined as its token'],
    [{ state: 'pending', token: '1' }, 'the state "pending"'],
    [{ state: 'done' }, 'undefined as its fingerprint'],
  ])('W35 treats %j of a store as a failure, and reports it', async (result, message) => {
    const fallback = vi.fn();
    const store = { ...createMemoryWebhookStore(), acquire: () => result as never };
    const { receive, onError } = start({ fallback, store });
    expect(await receive(delivery())).toMatchObject({
      status: 503,
      body: expect.stringContaining('webhook_store_unavailable'),
    });
    expect(onError.mock.calls).toEqual([
      [
        expect.objectContaining({ message: expect.stringContaining(message) }),
        expect.objectContaining({ id: 'msg_1' }),
      ],
    ]);
    expect(fallback).not.toHaveBeenCalled();
  });

  it('W41 counts copies of a running delivery as waiting until they receive a response', async () => {
    let finish = () => {};
    const slow = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    const { receive } = start({ fallback: slow, maxWaiting: 2 });
    const first = receive(delivery());
    await called(slow);
    const hashed = watchHashes();
    const copies = [receive(delivery()), receive(delivery())];
    await hashed(2);
    expect(await receive(delivery())).toMatchObject({
      status: 503,
      body: expect.stringContaining('webhook_busy'),
    });
    await vi.advanceTimersByTimeAsync(12_000);
    for (const response of [first, ...copies])
      expect(await response).toMatchObject({ body: expect.stringContaining('webhook_handler_timeout') });
    const again = [receive(delivery()), receive(delivery())];
    await hashed(5);
    finish();
    for (const response of again) expect((await response).status).toBe(204);
    expect(slow).toHaveBeenCalledOnce();
  });

  it('W41 keeps no bytes of deliveries that run or wait', async () => {
    let finish = () => {};
    const slow = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    const { receive } = start({ fallback: slow, maxInFlight: 1 });
    const hashed = watchHashes();
    const bodies: WeakRef<Uint8Array>[] = [];
    const send = (id: string) => {
      const { headers, body } = delivery(id);
      const bytes = new TextEncoder().encode(body);
      bodies.push(new WeakRef(bytes));
      return receive({ headers, body: bytes });
    };
    const responses = ['msg_1', 'msg_1', 'msg_1', 'msg_2', 'msg_2', 'msg_3'].map(send);
    await hashed(6);
    // The spy keeps its arguments in memory.
    hashed.end();
    await called(slow);
    expect(await countHeld(bodies)).toBe(0);
    finish();
    for (const response of responses) expect((await response).status).toBe(204);
  });
});
