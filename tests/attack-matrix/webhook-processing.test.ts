import { SeamConfigError } from '@org/seam-core';
import { createMemoryWebhookStore, type WebhookStore } from '@org/seam-server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { event, eventually, now, signed, startReceiver as start } from './webhooks.test-helper.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('processing of a delivery', () => {
  it('W30 returns 500 when the handler throws, and processes the retry', async () => {
    let calls = 0;
    const failOnce = () => {
      calls += 1;
      if (calls === 1) throw new Error('no database');
    };
    const { send, outcomes, errors } = start({ handlers: { 'acs_user.deleted': failOnce } });
    expect(await send(signed())).toMatchObject({ status: 500, type: 'webhook_handler_failed' });
    expect((await send(signed())).status).toBe(204);
    expect([calls, outcomes[0]?.error]).toEqual([2, new Error('no database')]);
    expect(errors).toMatchObject([{ error: new Error('no database'), delivery: { id: 'msg_1' } }]);
  });

  it('W30 reports every error of a handler, also a SeamConfigError', async () => {
    const wrong = () => {
      throw new SeamConfigError('There is no credential.');
    };
    const { send, errors } = start({ handlers: { 'acs_user.deleted': wrong } });
    for (let times = 0; times < 3; times += 1)
      expect(await send(signed())).toMatchObject({ status: 500, type: 'webhook_handler_failed' });
    expect(errors).toHaveLength(3);
  });

  it('responds while onDelivery and onError reject, and reports rejections of onDelivery to onError', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const rejecting = () => Promise.reject(new Error('no metrics'));
    const onError = vi.fn(() => Promise.reject(new Error('no log')));
    const { send } = start({ onDelivery: rejecting, onError });
    expect((await send({ method: 'POST' })).status).toBe(400);
    expect((await send(signed())).status).toBe(204);
    process.off('unhandledRejection', unhandled);
    expect(onError).toHaveBeenCalledTimes(2);
    expect(onError).toHaveBeenCalledWith(new Error('no metrics'), undefined);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('W31 returns 503 when the handler exceeds its timeout, and does not run it twice', async () => {
    let finish = () => {};
    let calls = 0;
    const slow = () => {
      calls += 1;
      return new Promise<void>((resolve) => {
        finish = resolve;
      });
    };
    const { send } = start({ handlers: { 'acs_user.deleted': slow }, handlerTimeout: 30 });
    expect(await send(signed())).toMatchObject({
      status: 503,
      type: 'webhook_handler_timeout',
      retryAfter: '5',
    });
    expect(await send(signed())).toMatchObject({ status: 503 });
    finish();
    expect((await send(signed())).status).toBe(204);
    expect(calls).toBe(1);
  });

  it('W32 runs the handler once for concurrent deliveries', async () => {
    const { send, handled, outcomes } = start();
    const responses = await Promise.all(Array.from({ length: 20 }, () => send(signed())));
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([204]));
    expect(handled).toHaveLength(1);
    expect(outcomes.map(({ result }) => result).toSorted()).toEqual([
      ...Array<string>(19).fill('duplicate'),
      'handled',
    ]);
  });

  it('W33 processes a delivery in one of two processes, and returns 503 in the other', async () => {
    const store = createMemoryWebhookStore({ now: () => now });
    let finish: (() => void) | undefined;
    const slow = () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      });
    const one = start({ store, handlers: { 'acs_user.deleted': slow } });
    const other = start({ store });
    const first = one.send(signed());
    await eventually(() => expect(finish).toBeDefined());
    expect(await other.send(signed())).toMatchObject({
      status: 503,
      type: 'webhook_busy',
      retryAfter: '5',
    });
    finish?.();
    expect((await first).status).toBe(204);
    expect((await other.send(signed())).status).toBe(204);
    expect(other.handled).toEqual([]);
  });

  it('W34 processes a delivery again when its lease has expired', async () => {
    let time = now;
    const store = createMemoryWebhookStore({ now: () => time });
    await store.acquire('msg_1', { fingerprint: 'of a process that was killed', lease: 300_000 });
    const { send, handled } = start({ store });
    expect((await send(signed())).status).toBe(503);
    time += 300_000;
    expect((await send(signed())).status).toBe(204);
    expect(handled).toHaveLength(1);
  });

  it('W35 returns 503 while the store is unavailable', async () => {
    const down = () => Promise.reject(new Error('connection refused'));
    const store: WebhookStore = { acquire: down, complete: down, release: down };
    const { send, handled, errors } = start({ store });
    expect(await send(signed())).toMatchObject({ status: 503, type: 'webhook_store_unavailable' });
    expect(handled).toEqual([]);
    expect(errors).toMatchObject([{ error: new Error('connection refused') }]);
  });

  it('W37 reports a suspected clock skew once when most signed deliveries have one', async () => {
    const { send, outcomes, errors } = start({ now: () => now + 600_000 });
    for (let number = 1; number <= 8; number += 1)
      expect((await send(signed(event(number), { id: `msg_${number}` }))).status).toBe(401);
    expect(outcomes.map(({ suspectedClockSkew }) => suspectedClockSkew)).toEqual([
      ...Array<undefined>(4).fill(undefined),
      ...Array<number>(4).fill(-600_000),
    ]);
    expect(errors).toMatchObject([{ error: { message: expect.stringContaining('ahead') } }]);
  });

  it('W37 does not suspect a clock skew when one old delivery is replayed', async () => {
    const { send, outcomes, errors } = start();
    for (let times = 0; times < 30; times += 1) await send(signed(event(), { at: now - 600_000 }));
    expect(new Set(outcomes.map(({ suspectedClockSkew }) => suspectedClockSkew))).toEqual(
      new Set([undefined]),
    );
    expect(errors).toEqual([]);
  });

  it('W41 queues a burst', async () => {
    let atOnce = 0;
    let most = 0;
    let open = () => {};
    const full = new Promise<void>((resolve) => {
      open = resolve;
    });
    const handle = async () => {
      most = Math.max(most, (atOnce += 1));
      if (atOnce === 3) open();
      await full;
      await new Promise((resolve) => void setImmediate(resolve));
      atOnce -= 1;
    };
    const { send } = start({ handlers: { 'acs_user.deleted': handle }, maxInFlight: 3 });
    const numbers = Array.from({ length: 200 }, (_event, number) => number);
    const responses = await Promise.all(
      numbers.map((number) => send(signed(event(number), { id: `msg_${number}` }))),
    );
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([204]));
    expect(most).toBe(3);
  });

  it('W41 returns 503 when the queue is full', async () => {
    const finish: (() => void)[] = [];
    const slow = () => new Promise<void>((resolve) => void finish.push(resolve));
    const { send } = start({
      handlers: { 'acs_user.deleted': slow },
      maxInFlight: 2,
      maxWaiting: 0,
    });
    const held = [1, 2].map((number) => send(signed(event(number), { id: `msg_${number}` })));
    await eventually(() => expect(finish).toHaveLength(2));
    expect(await send(signed(event(3), { id: 'msg_3' }))).toMatchObject({
      status: 503,
      type: 'webhook_busy',
    });
    for (const done of finish) done();
    expect((await Promise.all(held)).map(({ status }) => status)).toEqual([204, 204]);
  });

  it('W41 frees the slots of handlers that never settle when their leases expire, and processes the events again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    const hung: string[] = [];
    const hang = ({ event_id }: { event_id: string }) => {
      hung.push(event_id);
      return hung.length <= 2 ? new Promise(() => {}) : undefined;
    };
    const { send, errors } = start({
      handlers: { 'acs_user.deleted': hang },
      store: createMemoryWebhookStore(),
      maxInFlight: 2,
      maxWaiting: 0,
    });
    const deliver = (number: number) => send(signed(event(number), { id: `msg_${number}` }));
    const first = [deliver(1), deliver(2)];
    while (hung.length < 2) await new Promise((resolve) => void setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(12_000);
    for (const response of first) expect(await response).toMatchObject({ type: 'webhook_handler_timeout' });
    expect(await deliver(3)).toMatchObject({ status: 503, type: 'webhook_busy' });
    await vi.advanceTimersByTimeAsync(288_000);
    // The two deliveries are verified at the same time, so either may come first.
    expect(new Set(errors.map(({ delivery }) => delivery?.id))).toEqual(new Set(['msg_1', 'msg_2']));
    expect(errors).toHaveLength(2);
    for (const number of [1, 2, 3]) expect((await deliver(number)).status).toBe(204);
    expect(hung).toHaveLength(5);
  });

  it('W35 returns 503 when the store does not respond', async () => {
    const never = () => new Promise<never>(() => {});
    const store: WebhookStore = { acquire: never, complete: never, release: never };
    const { send, handled, errors } = start({ store, storeTimeout: 10 });
    expect(await send(signed())).toMatchObject({
      status: 503,
      type: 'webhook_store_unavailable',
      retryAfter: '5',
    });
    expect(handled).toEqual([]);
    expect(errors).toMatchObject([{ error: { message: expect.stringContaining('longer than 10 milli') } }]);
  });

  it('W41 limits concurrency in a burst, and processes every event', async () => {
    const maxInFlight = 250;
    const handled: string[] = [];
    const held: (() => void)[] = [];
    const handle = async ({ event_id }: { event_id: string }) => {
      await new Promise<void>((resolve) => void held.push(resolve));
      handled.push(event_id);
    };
    const { send } = start({
      handlers: { 'acs_user.deleted': handle },
      maxInFlight,
      maxWaiting: 0,
    });
    let waiting = Array.from({ length: 1_000 }, (_event, number) => number);
    const rounds: number[] = [];
    while (waiting.length > 0) {
      const late: number[] = [];
      const tooMany = waiting.length - maxInFlight;
      const deliver = async (number: number) => {
        const response = await send(signed(event(number), { id: `msg_${number}` }));
        if (response.status === 204) return;
        expect(response).toEqual({ status: 503, type: 'webhook_busy', retryAfter: '5' });
        late.push(number);
        if (late.length === tooMany) for (const finish of held.splice(0)) finish();
      };
      const round = Promise.all(waiting.map(deliver));
      if (tooMany <= 0) {
        await eventually(() => expect(held).toHaveLength(waiting.length));
        for (const finish of held.splice(0)) finish();
      }
      await round;
      rounds.push(waiting.length);
      waiting = late;
    }
    expect(rounds).toEqual([1_000, 750, 500, 250]);
    expect(new Set(handled).size).toBe(1_000);
    expect(handled).toHaveLength(1_000);
  });
});
