import { SeamConfigError } from '@org/seam-core';
import { createMemoryWebhookStore, type WebhookStore } from '@org/seam-server';
import type { SeamWebhookOptions } from '@org/seam-express';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { expressVersions } from '../../packages/express/src/serve.test-helper.ts';
import { asText, event, eventually, now, signed, startReceiver, write } from './webhooks.test-helper.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe.each(expressVersions)('on %s', (_, express) => {
  const start = (options: Partial<SeamWebhookOptions> = {}) => startReceiver(express, options);

  it('W30 asks for another delivery when the function throws, and acts on that', async () => {
    let calls = 0;
    const failOnce = () => {
      calls += 1;
      if (calls === 1) throw new Error('no database');
    };
    const { served, send, outcomes, errors } = await start({ handlers: { 'acs_user.deleted': failOnce } });
    await using _served = served;
    expect(await send(signed())).toMatchObject({ status: 500, type: 'webhook_handler_failed' });
    expect((await send(signed())).status).toBe(204);
    expect([calls, outcomes[0]?.error]).toEqual([2, new Error('no database')]);
    expect(errors).toMatchObject([{ error: new Error('no database'), delivery: { id: 'msg_1' } }]);
  });

  it('W30 tells of each time a function throws, also when it says that something is set up wrongly', async () => {
    const wrong = () => {
      throw new SeamConfigError('There is no credential.');
    };
    const { served, send, errors } = await start({ handlers: { 'acs_user.deleted': wrong } });
    await using _served = served;
    for (let times = 0; times < 3; times += 1)
      expect(await send(signed())).toMatchObject({ status: 500, type: 'webhook_handler_failed' });
    expect(errors).toHaveLength(3);
  });

  it('answers anybody while its listeners reject, and tells onError what onDelivery rejects with', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const rude = () => Promise.reject(new Error('no metrics'));
    const onError = vi.fn(() => Promise.reject(new Error('no log')));
    const { served, send } = await start({ onDelivery: rude, onError });
    await using _served = served;
    expect((await send({ method: 'POST' })).status).toBe(400);
    expect((await send(signed())).status).toBe(204);
    process.off('unhandledRejection', unhandled);
    expect(onError).toHaveBeenCalledTimes(2);
    expect(onError).toHaveBeenCalledWith(new Error('no metrics'), undefined);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('W31 asks for another delivery when the function takes too long, and does not run it twice', async () => {
    let finish = () => {};
    let calls = 0;
    const slow = () => {
      calls += 1;
      return new Promise<void>((resolve) => {
        finish = resolve;
      });
    };
    const { served, send } = await start({ handlers: { 'acs_user.deleted': slow }, handlerTimeout: 30 });
    await using _served = served;
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

  it('W32 runs the function once for two deliveries at the same moment', async () => {
    const { served, send, handled, outcomes } = await start();
    await using _served = served;
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(signed())));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect(handled).toHaveLength(1);
    expect(outcomes.map(({ result }) => result).toSorted()).toEqual([
      ...Array<string>(19).fill('duplicate'),
      'handled',
    ]);
  });

  it('W33 lets one of two processes act, and sends the other one’s delivery away', async () => {
    const store = createMemoryWebhookStore({ now: () => now });
    let finish: (() => void) | undefined;
    const slow = () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      });
    const one = await start({ store, handlers: { 'acs_user.deleted': slow } });
    const other = await start({ store });
    await using _one = one.served;
    await using _other = other.served;
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

  it('W34 acts again when who had claimed it is never heard of again', async () => {
    let time = now;
    const store = createMemoryWebhookStore({ now: () => time });
    await store.acquire('msg_1', { fingerprint: 'of a process that was killed', lease: 300_000 });
    const { served, send, handled } = await start({ store });
    await using _served = served;
    expect((await send(signed())).status).toBe(503);
    time += 300_000;
    expect((await send(signed())).status).toBe(204);
    expect(handled).toHaveLength(1);
  });

  it('W35 acts on nothing while the store is down', async () => {
    const down = () => Promise.reject(new Error('connection refused'));
    const store: WebhookStore = { acquire: down, complete: down, release: down };
    const { served, send, handled, errors } = await start({ store });
    await using _served = served;
    expect(await send(signed())).toMatchObject({ status: 503, type: 'webhook_store_unavailable' });
    expect(handled).toEqual([]);
    expect(errors).toMatchObject([{ error: new Error('connection refused') }]);
  });

  it('W37 suspects the clock when most of what is signed well is off, and says so once', async () => {
    const { served, send, outcomes, errors } = await start({ now: () => now + 600_000 });
    await using _served = served;
    for (let number = 1; number <= 8; number += 1)
      expect((await send(signed(event(number), { id: `msg_${number}` }))).status).toBe(401);
    expect(outcomes.map(({ suspectedClockSkew }) => suspectedClockSkew)).toEqual([
      ...Array<undefined>(4).fill(undefined),
      ...Array<number>(4).fill(-600_000),
    ]);
    expect(errors).toMatchObject([{ error: { message: expect.stringContaining('ahead') } }]);
  });

  it('W37 suspects nothing when one old delivery is replayed', async () => {
    const { served, send, outcomes, errors } = await start();
    await using _served = served;
    for (let times = 0; times < 30; times += 1) await send(signed(event(), { at: now - 600_000 }));
    expect(new Set(outcomes.map(({ suspectedClockSkew }) => suspectedClockSkew))).toEqual(
      new Set([undefined]),
    );
    expect(errors).toEqual([]);
  });

  it('W40 finishes what it is at when who delivered it goes away, and remembers', async () => {
    let finish: (() => void) | undefined;
    let calls = 0;
    const slow = () => {
      calls += 1;
      return new Promise<void>((resolve) => {
        finish = resolve;
      });
    };
    const { served, send, outcomes } = await start({ handlers: { 'acs_user.deleted': slow } });
    await using _served = served;
    const { body, headers } = signed();
    const { socket, answer } = write(
      served,
      asText({ ...headers, 'content-length': String(body.length) }, body),
    );
    await eventually(() => expect(finish).toBeDefined());
    socket.destroy();
    expect(await answer).toBe('');
    finish?.();
    await eventually(() => expect(outcomes).toMatchObject([{ result: 'handled' }]));
    expect((await send(signed())).status).toBe(204);
    expect([calls, outcomes.at(-1)?.result]).toEqual([1, 'duplicate']);
  });

  it('W40 acts on nothing when who delivers goes away in the middle of the body', async () => {
    const { served, handled, outcomes } = await start();
    await using _served = served;
    const { body, headers } = signed();
    const { socket } = write(
      served,
      asText({ ...headers, 'content-length': String(body.length) }, body.slice(0, 20)),
    );
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.end();
    await eventually(() =>
      expect(outcomes).toMatchObject([{ result: 'webhook_payload_invalid', id: 'msg_1' }]),
    );
    expect(handled).toEqual([]);
  });

  it('W41 lets a burst wait for its turn', async () => {
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
    const { served, send } = await start({ handlers: { 'acs_user.deleted': handle }, maxInFlight: 3 });
    await using _served = served;
    const numbers = Array.from({ length: 200 }, (_event, number) => number);
    const answers = await Promise.all(
      numbers.map((number) => send(signed(event(number), { id: `msg_${number}` }))),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect(most).toBe(3);
  });

  it('W41 sends away what is too much at once', async () => {
    const finish: (() => void)[] = [];
    const slow = () => new Promise<void>((resolve) => void finish.push(resolve));
    const { served, send } = await start({
      handlers: { 'acs_user.deleted': slow },
      maxInFlight: 2,
      maxWaiting: 0,
    });
    await using _served = served;
    const held = [1, 2].map((number) => send(signed(event(number), { id: `msg_${number}` })));
    await eventually(() => expect(finish).toHaveLength(2));
    expect(await send(signed(event(3), { id: 'msg_3' }))).toMatchObject({
      status: 503,
      type: 'webhook_busy',
    });
    for (const done of finish) done();
    expect((await Promise.all(held)).map(({ status }) => status)).toEqual([204, 204]);
  });

  it('W41 has room again when functions that never end have lost their leases, and acts on them again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    const hung: string[] = [];
    const hang = ({ event_id }: { event_id: string }) => {
      hung.push(event_id);
      return hung.length <= 2 ? new Promise(() => {}) : undefined;
    };
    const { served, send, errors } = await start({
      handlers: { 'acs_user.deleted': hang },
      store: createMemoryWebhookStore(),
      maxInFlight: 2,
      maxWaiting: 0,
    });
    await using _served = served;
    const deliver = (number: number) => send(signed(event(number), { id: `msg_${number}` }));
    const first = [deliver(1), deliver(2)];
    while (hung.length < 2) await new Promise((resolve) => void setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(12_000);
    for (const answer of first) expect(await answer).toMatchObject({ type: 'webhook_handler_timeout' });
    expect(await deliver(3)).toMatchObject({ status: 503, type: 'webhook_busy' });
    await vi.advanceTimersByTimeAsync(288_000);
    expect(errors).toMatchObject([{ delivery: { id: 'msg_1' } }, { delivery: { id: 'msg_2' } }]);
    for (const number of [1, 2, 3]) expect((await deliver(number)).status).toBe(204);
    expect(hung).toHaveLength(5);
  });

  it('W35 asks for another delivery when the store does not answer', async () => {
    const never = () => new Promise<never>(() => {});
    const store: WebhookStore = { acquire: never, complete: never, release: never };
    const { served, send, handled, errors } = await start({ store, storeTimeout: 10 });
    await using _served = served;
    expect(await send(signed())).toMatchObject({
      status: 503,
      type: 'webhook_store_unavailable',
      retryAfter: '5',
    });
    expect(handled).toEqual([]);
    expect(errors).toMatchObject([{ error: { message: expect.stringContaining('longer than 10 milli') } }]);
  });

  it('W41 bounds what it does at once in a burst, and loses nothing', async () => {
    const maxInFlight = 250;
    const handled: string[] = [];
    const held: (() => void)[] = [];
    const handle = async ({ event_id }: { event_id: string }) => {
      await new Promise<void>((resolve) => void held.push(resolve));
      handled.push(event_id);
    };
    const { served, send } = await start({
      handlers: { 'acs_user.deleted': handle },
      maxInFlight,
      maxWaiting: 0,
    });
    await using _served = served;
    let waiting = Array.from({ length: 1_000 }, (_event, number) => number);
    const rounds: number[] = [];
    while (waiting.length > 0) {
      const late: number[] = [];
      const tooMany = waiting.length - maxInFlight;
      const deliver = async (number: number) => {
        const answer = await send(signed(event(number), { id: `msg_${number}` }));
        if (answer.status === 204) return;
        expect(answer).toEqual({ status: 503, type: 'webhook_busy', retryAfter: '5' });
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
