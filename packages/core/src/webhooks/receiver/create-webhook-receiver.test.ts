import { describe, expect, it, vi } from 'vitest';
import { SeamConfigError } from '../../errors/seam-config-error.ts';
import { apiError } from '../../server/api-error.ts';
import { signWebhook } from '../sign-webhook.ts';
import { countHeld } from '../../count-held.test-helper.ts';
import { secret } from '../deliveries.test-helper.ts';
import { createWebhookReceiver } from './create-webhook-receiver.ts';
import { memoryWebhookStore } from './memory-webhook-store.ts';
import { type WebhookReceiverOptions } from './webhook-receiver-options.ts';
import { type WebhookStore } from './webhook-store.ts';
import { called, delivery, start, stopTime } from './receiver.test-helper.ts';
stopTime();

/** Waits until so many bodies were recognised, and what follows from that has happened. */
const recognised = async (
  digest: { readonly mock: { readonly results: readonly { readonly value: unknown }[] } },
  count: number,
) => {
  while (digest.mock.results.length < count) await new Promise((resolve) => void setImmediate(resolve));
  await Promise.all(digest.mock.results.map(({ value }) => value));
  await new Promise((resolve) => void setImmediate(resolve));
};

describe('the receiver', () => {
  describe('while a function goes on', () => {
    const going = async () => {
      let finish: (error?: Error) => void = () => {};
      const handle = vi.fn(
        () =>
          new Promise<void>((resolve, reject) => {
            finish = (error) => (error ? reject(error) : resolve());
          }),
      );
      const store = memoryWebhookStore();
      const claim = vi.spyOn(store, 'claim');
      const digest = vi.spyOn(crypto.subtle, 'digest');
      const started = start({ otherwise: handle, store });
      const first = started.receive(delivery());
      await called(handle);
      claim.mockClear();
      return { ...started, handle, claim, digest, first, finish: (error?: Error) => finish(error) };
    };

    it('W32 the same delivery waits for what becomes of it, and asks the store nothing', async () => {
      const { receive, handle, claim, digest, first, finish, onDelivery } = await going();
      const second = receive(delivery());
      await recognised(digest, 2);
      finish();
      expect([(await first).status, (await second).status]).toEqual([204, 204]);
      expect(onDelivery.mock.calls.map(([{ result }]) => String(result)).toSorted()).toEqual([
        'duplicate',
        'handled',
      ]);
      expect(claim).not.toHaveBeenCalled();
      expect(handle).toHaveBeenCalledOnce();
    });

    it('W30 W32 the same delivery fails with it, and Seam comes again for both', async () => {
      const { receive, digest, first, finish } = await going();
      const second = receive(delivery());
      await recognised(digest, 2);
      finish(new Error('no database'));
      expect([(await first).status, (await second).status]).toEqual([500, 500]);
    });

    it('W11 one with its id and another body is not taken for it', async () => {
      const { receive, handle, digest, first, finish } = await going();
      const other = signWebhook({ ...event, event_id: 'event-2' }, { secret, id: 'msg_1' });
      const second = receive(other);
      await recognised(digest, 2);
      finish();
      expect((await first).status).toBe(204);
      expect(await second).toMatchObject({ status: 503, body: expect.stringContaining('webhook_busy') });
      expect((await receive(other)).status).toBe(409);
      expect(handle).toHaveBeenCalledOnce();
    });
  });

  it('acts on each of two events that have no id, and on one that is called like its delivery', async () => {
    const handle = vi.fn();
    const { receive } = start({ otherwise: handle });
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

  it('W06 W07 takes a delivery as old as it is told to, and none that is older', async () => {
    const now = Date.now();
    const { receive } = start({ tolerance: 10_000, now: () => now });
    const signedAt = (ms: number) => signWebhook(event, { secret, timestamp: new Date(ms) });
    const second = Math.floor(now / 1000) * 1000;
    expect((await receive(signedAt(second - 9_000))).status).toBe(204);
    expect((await receive(signedAt(second - 11_000))).status).toBe(401);
    expect((await receive(signedAt(second + 12_000))).status).toBe(401);
  });

  it('W09 forgets by the clock that it is told to go by', async () => {
    let now = Date.now();
    const handle = vi.fn();
    const { receive } = start({ otherwise: handle, now: () => now });
    const send = () => receive(signWebhook(event, { secret, id: 'msg_1', timestamp: new Date(now) }));
    await send();
    now += 259_199_000;
    expect((await send()).status).toBe(204);
    expect(handle).toHaveBeenCalledOnce();
    now += 1_000;
    expect((await send()).status).toBe(204);
    expect(handle).toHaveBeenCalledTimes(2);
  });

  it('W35 waits five seconds for a store unless said otherwise', async () => {
    const claim = vi.fn(() => new Promise<never>(() => {}));
    const { receive } = start({ otherwise: () => {}, store: { ...memoryWebhookStore(), claim } });
    const answer = receive(delivery());
    await called(claim);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toMatchObject({
      status: 503,
      body: expect.stringContaining('webhook_store_unavailable'),
    });
  });

  it('W41 acts on a hundred at a time, and lets five thousand wait, unless said otherwise', async () => {
    let finish = () => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const handle = vi.fn(() => held);
    const digest = vi.spyOn(crypto.subtle, 'digest');
    const { receive } = start({ otherwise: handle });
    const send = (number: number) =>
      receive(signWebhook({ ...event, event_id: `e${number}` }, { secret, id: `msg_${number}` }));
    const all = Array.from({ length: 5_100 }, (_, number) => send(number));
    await recognised(digest, 5_100);
    expect(handle).toHaveBeenCalledTimes(100);
    expect(await send(5_100)).toMatchObject({ status: 503, body: expect.stringContaining('webhook_busy') });
    finish();
    expect(new Set((await Promise.all(all)).map(({ status }) => status))).toEqual(new Set([204]));
    expect(handle).toHaveBeenCalledTimes(5_100);
  });

  it.each(['toString', 'constructor', '__proto__'])(
    'W28 has no function for %s, though every object has one',
    async (event_type) => {
      const { receive, onDelivery } = start({ on: {} });
      const odd = signWebhook({ event_type }, { secret });
      expect((await receive(odd)).status).toBe(204);
      expect(onDelivery).toHaveBeenCalledWith(expect.objectContaining({ result: 'unhandled' }));
    },
  );

  it('W37 suspects nothing when a few old ones come between many that are in time', async () => {
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

  it('lets nobody keep what it answers', async () => {
    const { receive } = start();
    for (const answer of [await receive(delivery()), await receive({ headers: {}, body: '' })])
      expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
  });

  it('tells of a fault that reading a body calls one', async () => {
    const { receive, onError } = start();
    const { headers } = delivery();
    const fault = apiError('internal_server_error');
    expect((await receive({ headers, body: () => Promise.reject(fault) })).status).toBe(500);
    expect(onError.mock.calls).toEqual([[fault, undefined]]);
  });

  it('W31 answers 503 after twelve seconds, and the delivery that comes again waits for the same call', async () => {
    let finish = () => {};
    const handle = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    const { receive, onDelivery } = start({ on: { 'acs_user.deleted': handle } });
    const first = receive(delivery());
    await called(handle);
    await vi.advanceTimersByTimeAsync(11_999);
    expect(onDelivery).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await first).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    const second = receive(delivery());
    await vi.advanceTimersByTimeAsync(5_000);
    finish();
    expect((await second).status).toBe(204);
    expect((await receive(delivery())).status).toBe(204);
    expect(handle).toHaveBeenCalledOnce();
  });

  it('W31 tells of a function that fails after Seam was told to come again, and acts on what comes then', async () => {
    let fail: (error: Error) => void = () => {};
    const handle = vi.fn<() => Promise<void>>().mockImplementationOnce(
      () =>
        new Promise((_resolve, reject) => {
          fail = reject;
        }),
    );
    const { receive, onError } = start({ on: { 'acs_user.deleted': handle } });
    const first = receive(delivery());
    await called(handle);
    await vi.advanceTimersByTimeAsync(12_000);
    expect((await first).status).toBe(503);
    fail(new Error('no database'));
    await vi.advanceTimersByTimeAsync(0);
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      new Error('no database'),
      expect.objectContaining({ id: 'msg_1' }),
    );
    expect((await receive(delivery())).status).toBe(204);
    expect(handle).toHaveBeenCalledTimes(2);
  });

  it('W30 prints what a function throws unless somebody listens, and nothing of the event', async () => {
    const print = vi.spyOn(console, 'error').mockImplementation(() => {});
    const handle = () => {
      throw new Error('no database');
    };
    const { receive } = start({ on: { 'acs_user.deleted': handle }, onError: undefined });
    expect((await receive(delivery())).status).toBe(500);
    expect(print.mock.calls).toEqual([['Seam delivery msg_1 (acs_user.deleted):', new Error('no database')]]);
  });

  it('answers whatever its listeners do', async () => {
    const rude = () => {
      throw new Error('no metrics');
    };
    const { receive } = start({ onDelivery: rude, onError: rude });
    expect((await receive(delivery())).status).toBe(204);
    expect((await receive({ headers: {}, body: '' })).status).toBe(400);
  });

  it('tells onError what onDelivery rejects with, and drops what onError rejects with', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const rude = () => Promise.reject(new Error('no metrics'));
    const told = start({ onDelivery: rude });
    expect((await told.receive({ headers: {}, body: '' })).status).toBe(400);
    const dropped = start({ onDelivery: rude, onError: rude });
    expect((await dropped.receive({ headers: {}, body: '' })).status).toBe(400);
    await new Promise((resolve) => void setImmediate(resolve));
    process.off('unhandledRejection', unhandled);
    expect(told.onError.mock.calls).toEqual([[new Error('no metrics'), undefined]]);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('tells a SeamConfigError of a function each time', async () => {
    const { receive, onError } = start({
      otherwise: () => {
        throw new SeamConfigError('There is no credential.');
      },
    });
    for (let times = 0; times < 3; times += 1) expect((await receive(delivery())).status).toBe(500);
    expect(onError).toHaveBeenCalledTimes(3);
  });

  it('says once that a function’s name seems to be misspelt', async () => {
    const { receive, onError, onDelivery } = start({ on: { 'acs_user.delted': () => {} } as never });
    for (const id of ['msg_1', 'msg_2']) expect((await receive(delivery(id))).status).toBe(204);
    expect(onDelivery).toHaveBeenCalledWith(expect.objectContaining({ result: 'unhandled' }));
    expect(onError.mock.calls).toEqual([
      [expect.objectContaining({ message: expect.stringContaining('acs_user.delted') }), undefined],
    ]);
  });

  it('tells of a fault of its own', async () => {
    const { receive, onError } = start({
      now: () => {
        throw new Error('no clock');
      },
    });
    expect((await receive(delivery())).status).toBe(500);
    expect(onError.mock.calls).toEqual([[new Error('no clock'), undefined]]);
  });

  it('does not read the body when the headers are no good', async () => {
    const { receive } = start();
    const body = vi.fn(() => new Promise<never>(() => {}));
    const { headers } = delivery();
    const { 'svix-signature': _missing, ...unsigned } = headers;
    const refused = [
      unsigned,
      { ...headers, 'svix-timestamp': 'now' },
      { ...headers, 'content-encoding': 'gzip' },
      { ...headers, 'content-length': '262145' },
    ];
    const statuses: number[] = [];
    for (const each of refused) statuses.push((await receive({ headers: each, body })).status);
    expect(statuses).toEqual([400, 400, 415, 413]);
    expect(body).not.toHaveBeenCalled();
  });

  it('drains: lets nothing more in, and waits for what Seam was told to come again for', async () => {
    let finish = () => {};
    const handle = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    const { receive, onDelivery } = start({ otherwise: handle });
    const first = receive(delivery());
    await called(handle);
    await vi.advanceTimersByTimeAsync(12_000);
    expect((await first).status).toBe(503);
    const onDrained = vi.fn();
    const drained = receive.drain().then(onDrained);
    expect(await receive(delivery('msg_2'))).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(onDelivery).toHaveBeenLastCalledWith({ result: 'shutting_down', status: 503, id: 'msg_2' });
    const body = vi.fn();
    expect((await receive({ headers: delivery('msg_3').headers, body })).status).toBe(503);
    expect(body).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(onDrained).not.toHaveBeenCalled();
    finish();
    await drained;
    expect(handle).toHaveBeenCalledOnce();
  });

  it('drains no longer than the lease, and acts on no delivery whose body comes meanwhile', async () => {
    const hang = vi.fn(() => new Promise<never>(() => {}));
    const { receive } = start({ otherwise: hang, lease: 60_000 });
    const first = receive(delivery());
    await called(hang);
    let send: (body: Uint8Array) => void = () => {};
    const slow = delivery('msg_2');
    const second = receive({
      headers: slow.headers,
      body: () =>
        new Promise((resolve) => {
          send = resolve;
        }),
    });
    const drained = receive.drain();
    send(new TextEncoder().encode(slow.body));
    expect((await second).body).toContain('shutting_down');
    await vi.advanceTimersByTimeAsync(60_000);
    await drained;
    expect((await first).status).toBe(503);
    expect(hang).toHaveBeenCalledOnce();
  });

  it('drains no longer than the lease when deliveries wait for their turn: they are sent away, and nobody is told', async () => {
    const hang = vi.fn(() => new Promise<never>(() => {}));
    const { receive, onError, onDelivery } = start({ otherwise: hang, lease: 60_000, maxInFlight: 1 });
    const first = receive(delivery());
    await called(hang);
    const hashed = watchHashes();
    const others = [2, 3, 4].map((number) => receive(delivery(`msg_${number}`)));
    const copy = receive(delivery('msg_2'));
    await hashed(4);
    const drained = receive.drain();
    for (const other of [...others, copy]) expect((await other).body).toContain('shutting_down');
    expect(onDelivery).toHaveBeenCalledTimes(4);
    expect(onError).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(60_000);
    await drained;
    expect((await first).status).toBe(503);
    expect(hang).toHaveBeenCalledOnce();
  });

  it('drains what is not begun: what it claimed is free for another process', async () => {
    let answer = () => {};
    const memory = memoryWebhookStore();
    const claim = vi.fn<WebhookStore['claim']>(async (key, request) => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return memory.claim(key, request);
    });
    const handle = vi.fn();
    const { receive } = start({ otherwise: handle, store: { ...memory, claim } });
    const first = receive(signWebhook({ event_type: 'acs_user.deleted' }, { secret, id: 'msg_1' }));
    await called(claim);
    const drained = receive.drain();
    answer();
    expect((await first).body).toContain('shutting_down');
    await drained;
    expect(handle).not.toHaveBeenCalled();
    expect(memory.claim('msg_1', { fingerprint: '', lease: 1 })).toMatchObject({ state: 'claimed' });
  });

  it('W41 counts copies of what goes on as waiting, until they are answered', async () => {
    let finish = () => {};
    const slow = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    const { receive } = start({ otherwise: slow, maxWaiting: 2 });
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
    for (const answer of [first, ...copies])
      expect(await answer).toMatchObject({ body: expect.stringContaining('webhook_handler_timeout') });
    const again = [receive(delivery()), receive(delivery())];
    await hashed(5);
    finish();
    for (const answer of again) expect((await answer).status).toBe(204);
    expect(slow).toHaveBeenCalledOnce();
  });

  it('W41 holds the bytes of no delivery that is acted on or waits', async () => {
    let finish = () => {};
    const slow = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    const { receive } = start({ otherwise: slow, maxInFlight: 1 });
    const hashed = watchHashes();
    const bodies: WeakRef<Uint8Array>[] = [];
    const send = (id: string) => {
      const { headers, body } = delivery(id);
      const bytes = new TextEncoder().encode(body);
      bodies.push(new WeakRef(bytes));
      return receive({ headers, body: bytes });
    };
    const answers = ['msg_1', 'msg_1', 'msg_1', 'msg_2', 'msg_2', 'msg_3'].map(send);
    await hashed(6);
    // The spy holds what it was called with.
    hashed.end();
    await called(slow);
    expect(await countHeld(bodies)).toBe(0);
    finish();
    for (const answer of answers) expect((await answer).status).toBe(204);
  });

});

  it('W40 answers 400 when the body breaks off, and what reading it says when that knows better', async () => {
    const { receive, onDelivery } = start();
    const { headers } = delivery();
    const brokenOff = await receive({ headers, body: () => Promise.reject(new Error('aborted')) });
    expect(brokenOff.status).toBe(400);
    expect(brokenOff.body).not.toContain('aborted');
    expect(onDelivery).toHaveBeenCalledWith(
      expect.objectContaining({ result: 'webhook_payload_invalid', error: new Error('aborted') }),
    );
  });

  it.each([
    [{ handlerTimeout: Infinity }, 'handlerTimeout'],
    [{ handlerTimeout: 0 }, 'handlerTimeout'],
    [{ lease: Number.NaN }, 'lease'],
    [{ lease: 0 }, 'lease'],
    [{ lease: 2 ** 31 }, 'lease'],
    [{ storeTimeout: 0 }, 'storeTimeout'],
    [{ lease: 10_000 }, 'twice storeTimeout, which is 5000'],
    [{ lease: 1_000, storeTimeout: 500 }, 'lease is 1000'],
    [{ storeTimeout: 150_000 }, 'lease is 300000'],
    [{ on: new Map() as never }, 'plain object'],
    [{ maxInFlight: 0 }, 'maxInFlight'],
    [{ maxWaiting: -1 }, 'maxWaiting'],
    [{ tolerance: -1 }, 'tolerance'],
    [{ on: { 'acs_user.deleted': 'delete' as never } }, 'acs_user.deleted'],
    [{ otherwise: {} as never }, 'otherwise'],
    [{ store: {} as never }, 'The option store is an object'],
    [{ maxInFlight: 1.5 }, 'maxInFlight is a whole number, and here it is 1.5'],
    [{ maxWaiting: 0.5 }, 'maxWaiting is a whole number'],
    [{ now: 5 as never }, 'The option now is a function, and here it is number'],
    [{ onError: 'x' as never }, 'The option onError is a function'],
    [{ onDelivery: null as never }, 'onDelivery is a function, and here it is null'],
    [{ otherwise: undefined }, 'no function in on, and no otherwise'],
    [{ otherwise: undefined, on: { 'acs_user.deleted': undefined } }, 'no function in on, and no otherwise'],
    [{ store: memoryWebhookStore as never }, 'memoryWebhookStore: pass what that returns'],
  ])('is not made with %j', (options, name) => {
    expect(() => createWebhookReceiver({ secrets: secret, otherwise: () => {}, ...options })).toThrow(name);
  });

  it('is made with the least of everything', () => {
    const least = {
      tolerance: 0,
      handlerTimeout: 1,
      storeTimeout: 1,
      lease: 1,
      maxInFlight: 1,
      maxWaiting: 0,
    };
    expect(() => createWebhookReceiver({ secrets: secret, ...least })).not.toThrow();
  });
});

});
