import { signWebhook } from '@org/seam-core/webhooks';
import { describe, expect, it, vi } from 'vitest';
import { secret } from '../../../core/src/webhooks/deliveries.test-helper.ts';
import { apiError } from '../../src/http/api-error.ts';
import { createMemoryWebhookStore } from '../../src/webhooks/memory-store.ts';
import { called, delivery, event, start, stopTime } from './receiver.test-helper.ts';

stopTime();

/** Waits until `count` bodies are hashed, and for one turn of the event loop. */
const hashed = async (
  digest: { readonly mock: { readonly results: readonly { readonly value: unknown }[] } },
  count: number,
) => {
  while (digest.mock.results.length < count) await new Promise((resolve) => void setImmediate(resolve));
  await Promise.all(digest.mock.results.map(({ value }) => value));
  await new Promise((resolve) => void setImmediate(resolve));
};

describe('a delivery', () => {
  describe('while a handler runs', () => {
    const startHandler = async () => {
      let finish: (error?: Error) => void = () => {};
      const handle = vi.fn(
        () =>
          new Promise<void>((resolve, reject) => {
            finish = (error) => (error ? reject(error) : resolve());
          }),
      );
      const store = createMemoryWebhookStore();
      const acquire = vi.spyOn(store, 'acquire');
      const digest = vi.spyOn(crypto.subtle, 'digest');
      const started = start({ fallback: handle, store });
      const first = started.receive(delivery());
      await called(handle);
      acquire.mockClear();
      return { ...started, handle, acquire, digest, first, finish: (error?: Error) => finish(error) };
    };

    it('W32 the same delivery waits for the result, and does not call the store', async () => {
      const { receive, handle, acquire, digest, first, finish, onDelivery } = await startHandler();
      const second = receive(delivery());
      await hashed(digest, 2);
      finish();
      expect([(await first).status, (await second).status]).toEqual([204, 204]);
      expect(onDelivery.mock.calls.map(([{ result }]) => String(result)).toSorted()).toEqual([
        'duplicate',
        'handled',
      ]);
      expect(acquire).not.toHaveBeenCalled();
      expect(handle).toHaveBeenCalledOnce();
    });

    it('W30 W32 the same delivery fails when the handler fails', async () => {
      const { receive, digest, first, finish } = await startHandler();
      const second = receive(delivery());
      await hashed(digest, 2);
      finish(new Error('no database'));
      expect([(await first).status, (await second).status]).toEqual([500, 500]);
    });

    it('W11 the same id with another body is a different delivery', async () => {
      const { receive, handle, digest, first, finish } = await startHandler();
      const other = signWebhook({ ...event, event_id: 'event-2' }, { secret, id: 'msg_1' });
      const second = receive(other);
      await hashed(digest, 2);
      finish();
      expect((await first).status).toBe(204);
      expect(await second).toMatchObject({ status: 503, body: expect.stringContaining('webhook_busy') });
      expect((await receive(other)).status).toBe(409);
      expect(handle).toHaveBeenCalledOnce();
    });
  });

  it('processes events without an id, and an event with the id of its delivery', async () => {
    const handle = vi.fn();
    const { receive } = start({ fallback: handle });
    const send = async (id: string, event_id?: string) =>
      (await receive(signWebhook({ ...event, event_id }, { secret, id }))).status;
    for (const [id, event_id] of [
      ['msg_1', ''],
      ['msg_2', ''],
      ['msg_3', undefined],
      ['msg_4', undefined],
      ['msg_5', 'msg_5'],
    ] as const)
      expect(await send(id, event_id)).toBe(204);
    expect(handle).toHaveBeenCalledTimes(5);
  });

  it('W06 W07 accepts deliveries within the tolerance only', async () => {
    const now = Date.now();
    const { receive } = start({ tolerance: 10_000, now: () => now });
    const signedAt = (ms: number) => signWebhook(event, { secret, timestamp: new Date(ms) });
    const second = Math.floor(now / 1000) * 1000;
    expect((await receive(signedAt(second - 9_000))).status).toBe(204);
    expect((await receive(signedAt(second - 11_000))).status).toBe(401);
    expect((await receive(signedAt(second + 12_000))).status).toBe(401);
  });

  it('W09 expires keys by the clock option now', async () => {
    let now = Date.now();
    const handle = vi.fn();
    const { receive } = start({ fallback: handle, now: () => now });
    const send = () => receive(signWebhook(event, { secret, id: 'msg_1', timestamp: new Date(now) }));
    await send();
    now += 259_199_000;
    expect((await send()).status).toBe(204);
    expect(handle).toHaveBeenCalledOnce();
    now += 1_000;
    expect((await send()).status).toBe(204);
    expect(handle).toHaveBeenCalledTimes(2);
  });

  it('W35 waits five seconds for a store by default', async () => {
    const acquire = vi.fn(() => new Promise<never>(() => {}));
    const { receive } = start({ fallback: () => {}, store: { ...createMemoryWebhookStore(), acquire } });
    const response = receive(delivery());
    await called(acquire);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(await response).toMatchObject({
      status: 503,
      body: expect.stringContaining('webhook_store_unavailable'),
    });
  });

  it('W41 processes a hundred at once, and queues five thousand by default', async () => {
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const handle = vi.fn(() => held);
    const digest = vi.spyOn(crypto.subtle, 'digest');
    const { receive } = start({ fallback: handle });
    const send = (number: number) =>
      receive(signWebhook({ ...event, event_id: `e${number}` }, { secret, id: `msg_${number}` }));
    const all = Array.from({ length: 5_100 }, (_, number) => send(number));
    await hashed(digest, 5_100);
    expect(handle).toHaveBeenCalledTimes(100);
    expect(await send(5_100)).toMatchObject({ status: 503, body: expect.stringContaining('webhook_busy') });
    finish();
    expect(new Set((await Promise.all(all)).map(({ status }) => status))).toEqual(new Set([204]));
    expect(handle).toHaveBeenCalledTimes(5_100);
  });

  it.each(['toString', 'constructor', '__proto__'])(
    'W28 finds no handler for %s on the prototype',
    async (event_type) => {
      const { receive, onDelivery } = start({ handlers: { 'lock.locked': () => {} } });
      const odd = signWebhook({ event_type }, { secret });
      expect((await receive(odd)).status).toBe(204);
      expect(onDelivery).toHaveBeenCalledWith(expect.objectContaining({ result: 'unhandled' }));
    },
  );

  it('W37 suspects nothing when few of many deliveries are old', async () => {
    const { receive, onError, onDelivery } = start();
    for (let number = 0; number < 6; number += 1) await receive(delivery(`msg_${number}`));
    const timestamp = new Date(Date.now() - 600_000);
    for (let number = 0; number < 5; number += 1)
      expect((await receive(signWebhook(event, { secret, id: `old_${number}`, timestamp }))).status).toBe(
        401,
      );
    expect(onDelivery).toHaveBeenLastCalledWith(
      expect.not.objectContaining({ suspectedClockSkew: expect.anything() }),
    );
    expect(onError).not.toHaveBeenCalled();
  });

  it('responds with cache-control: no-store', async () => {
    const { receive } = start();
    for (const response of [await receive(delivery()), await receive({ headers: {}, body: '' })])
      expect(response.headers).toMatchObject({ 'cache-control': 'no-store' });
  });

  it('reports a SeamConfigError of reading the body', async () => {
    const { receive, onError } = start();
    const { headers } = delivery();
    const fault = apiError('internal_server_error');
    expect((await receive({ headers, body: () => Promise.reject(fault) })).status).toBe(500);
    expect(onError.mock.calls).toEqual([[fault, undefined]]);
  });

  it('accepts the minimum of each option', () => {
    const least = {
      tolerance: 0,
      handlerTimeout: 1,
      storeTimeout: 1,
      lease: 3,
      maxInFlight: 1,
      maxWaiting: 0,
    };
    expect(() => start(least)).not.toThrow();
  });
});
