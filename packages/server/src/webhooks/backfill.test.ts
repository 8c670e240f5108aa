import type { SeamEvent } from '@org/seam-core';
import { expect, it, vi } from 'vitest';
import { backfillEvents, type BackfillOptions } from './backfill.ts';
import type { WebhookFallback } from './handlers.ts';
import { createMemoryWebhookStore } from './memory-store.ts';
import type { WebhookStore } from './store.ts';

const since = '2025-01-01T00:00:00.000Z';

/** An event some minutes after the start; without a number it has no time. */
const event = (id: string, minutes?: number): SeamEvent => {
  const moment =
    minutes === undefined ? undefined : new Date(Date.parse(since) + minutes * 60_000).toISOString();
  return {
    event_type: 'acs_user.deleted',
    event_id: id,
    created_at: moment,
    occurred_at: moment,
  } as unknown as SeamEvent;
};
const at = (minutes: number) => event('', minutes).created_at;

const isSince =
  (from: string) =>
  ({ created_at }: SeamEvent): boolean =>
    created_at >= from;

const start = (
  list: (offset: number, from: string) => readonly SeamEvent[],
  options: Partial<BackfillOptions> = {},
) => {
  const handled: string[] = [];
  const store = createMemoryWebhookStore();
  let moment: string | undefined;
  const asked = vi.fn(
    ({ since: from, unstable_offset = 0 }: { since: string; unstable_offset?: number | undefined }) =>
      asked.mock.calls.length > 100
        ? Promise.reject(new Error('asked for ever'))
        : Promise.resolve([...list(unstable_offset, from)]),
  );
  const backfill = () =>
    backfillEvents(
      { events: { list: asked } },
      {
        fallback: ({ event_id }) => void handled.push(String(event_id)),
        store,
        cursor: { read: () => moment, write: (to) => void (moment = to) },
        since,
        ...options,
      },
    );
  return { handled, asked, backfill, moment: () => moment };
};

const [a, b, c] = [event('a', 1), event('b', 2), event('c', 3)] as const;

it('continues from the newest event of a repeated page that is listed oldest first', async () => {
  const all = Array.from({ length: 12 }, (_, index) => event(`e${index}`, index));
  const { handled, backfill, moment } = start((_offset, from) => all.filter(isSince(from)).slice(0, 5));
  expect(await backfill()).toBe(12);
  expect([handled, moment()]).toEqual([all.map(({ event_id }) => event_id), at(11)]);
  expect(await backfill()).toBe(0);
  all.push(event('e12', 12));
  expect(await backfill()).toBe(1);
});

it.each([0, 1, 2])('processes all of %i events when Seam ignores the offset', async (count) => {
  const all = [a, b, c].slice(0, count);
  const { backfill } = start((_offset, from) => all.filter(isSince(from)));
  expect(await backfill()).toBe(count);
  expect(await backfill()).toBe(0);
});

it('reports missing events when Seam always lists the same page', async () => {
  const { handled, asked, backfill, moment } = start(() => [a, b, c]);
  for (let times = 0; times < 2; times += 1)
    await expect(backfill()).rejects.toMatchObject({
      errors: [{ name: 'SeamError', message: expect.stringContaining('newer events may be missing') }],
    });
  expect([handled, moment()]).toEqual([['a', 'b', 'c'], at(3)]);
  expect(asked).toHaveBeenCalledTimes(6);
});

it('reports missing events when more events have the same time than fit on a page', async () => {
  const all = Array.from({ length: 12 }, (_, index) => event(`e${index}`, Math.min(index, 3)));
  const { handled, backfill } = start((_offset, from) => all.filter(isSince(from)).slice(0, 5));
  await expect(backfill()).rejects.toMatchObject({
    errors: [{ message: expect.stringContaining('newer events may be missing') }],
  });
  expect(handled).toHaveLength(8);
});

it('ends when Seam repeats the last page', async () => {
  const { handled, asked, backfill } = start((offset) => (offset === 0 ? [a, b] : [c]));
  expect(await backfill()).toBe(3);
  expect(handled).toEqual(['a', 'b', 'c']);
  expect(asked.mock.calls.length).toBeLessThan(10);
});

it('reports missing events and keeps the cursor when Seam repeats a page that is listed newest first', async () => {
  const { handled, asked, backfill, moment } = start(() => [c, b, a]);
  await expect(backfill()).rejects.toMatchObject({
    errors: [{ name: 'SeamError', message: expect.stringContaining('older events may be missing') }],
  });
  expect([handled, moment()]).toEqual([['a', 'b', 'c'], undefined]);
  expect(asked).toHaveBeenCalledTimes(2);
});

it('continues when pages overlap', async () => {
  const { handled, backfill, moment } = start((offset) =>
    offset === 0 ? [a, b] : offset === 2 ? [b, c] : [],
  );
  expect(await backfill()).toBe(3);
  expect([handled, moment()]).toEqual([['a', 'b', 'c'], at(3)]);
});

it('processes and reports an event without a time', async () => {
  const { handled, backfill, moment } = start((offset) => (offset === 0 ? [a, event('odd'), c] : []));
  await expect(backfill()).rejects.toMatchObject({
    errors: [{ name: 'SeamError', message: expect.stringContaining('event odd has no time') }],
  });
  expect([handled, moment()]).toEqual([['a', 'odd', 'c'], at(3)]);
  expect(await backfill()).toBe(0);
});

it('uses the valid one of two times', async () => {
  const half = { ...c, occurred_at: 'yesterday' };
  const { backfill, moment } = start((offset) => (offset === 0 ? [half] : []));
  expect(await backfill()).toBe(1);
  expect(moment()).toBe(at(3));
});

it('lists an event without a time again while its handler fails', async () => {
  const fail = () => {
    throw new Error('no database');
  };
  const { backfill, moment } = start((offset) => (offset === 0 ? [event('odd'), c] : []), {
    fallback: fail,
  });
  await expect(backfill()).rejects.toMatchObject({ errors: [{ cause: new Error('no database') }, {}] });
  expect(moment()).toBeUndefined();
});

it('continues when a handler exceeds the lease, and retries it on the next call', async () => {
  vi.useFakeTimers();
  const handled: string[] = [];
  const hang: WebhookFallback = ({ event_id }) =>
    event_id === 'b' ? new Promise(() => {}) : handled.push(String(event_id));
  const { backfill, moment } = start((offset) => (offset === 0 ? [a, b, c] : []), {
    fallback: hang,
    lease: 60_000,
  });
  const failed = expect(backfill()).rejects.toMatchObject({ errors: [{ type: 'webhook_handler_timeout' }] });
  await vi.advanceTimersByTimeAsync(60_000);
  await failed;
  vi.useRealTimers();
  expect(handled).toEqual(['a', 'c']);
  expect(Date.parse(moment() ?? '')).toBe(Date.parse(at(2)) - 1);
});

it('overlaps by ten minutes by default, and does not start before 1970', async () => {
  const sinceOf = async (options: Partial<BackfillOptions>) => {
    const { asked, backfill } = start(() => [], options);
    await backfill();
    return (asked.mock.calls[0] as unknown as [{ since: string }])[0].since;
  };
  expect(await sinceOf({})).toBe(at(-10));
  expect(await sinceOf({ overlap: 0 })).toBe(since);
  expect(await sinceOf({ overlap: 60_000 })).toBe(at(-1));
  expect(await sinceOf({ since: '1970-01-01T00:00:01.000Z' })).toBe('1970-01-01T00:00:00.000Z');
});

it('passes the time of the event as the timestamp, or the current time', async () => {
  const moments: unknown[] = [];
  const { backfill } = start((offset) => (offset === 0 ? [a, event('odd')] : []), {
    fallback: (_, { timestamp }) => void moments.push(timestamp.getTime()),
  });
  const before = Date.now();
  await expect(backfill()).rejects.toMatchObject({ errors: [{ name: 'SeamError' }] });
  expect(moments).toEqual([Date.parse(at(1)), expect.any(Number)]);
  expect(moments[1]).toBeGreaterThanOrEqual(before);
});

it('holds the cursor for an event that the receiver is processing, without an error', async () => {
  const store = createMemoryWebhookStore();
  const lease = await store.acquire('event:b', { fingerprint: 'b', lease: 1_000 });
  const { handled, backfill, moment } = start((offset) => (offset === 0 ? [a, b, c] : []), { store });
  expect(await backfill()).toBe(2);
  expect(handled).toEqual(['a', 'c']);
  expect(Date.parse(moment() ?? '')).toBe(Date.parse(at(2)) - 1);
  // The receiver fails, and the back-fill processes it.
  if (lease.state === 'acquired') await store.release('event:b', lease.token);
  expect(await backfill()).toBe(1);
  expect([handled, moment()]).toEqual([['a', 'c', 'b'], at(3)]);
});

it('W35 stops when the store fails, and keeps the cursor', async () => {
  const store = createMemoryWebhookStore();
  const down = vi.fn(() => Promise.reject(new Error('no database')));
  const { handled, backfill, moment } = start((offset) => (offset === 0 ? [a, b, c] : []), {
    store: {
      ...store,
      acquire: (key, request) => (key === 'event:b' ? down() : store.acquire(key, request)),
    },
  });
  await expect(backfill()).rejects.toMatchObject({ type: 'webhook_store_unavailable' });
  expect(down).toHaveBeenCalledOnce();
  expect([handled, moment()]).toEqual([['a'], undefined]);
});

it('moves the cursor past events without a handler, and events processed before', async () => {
  const { backfill, moment } = start((offset) => (offset === 0 ? [a, b] : []), {
    fallback: undefined,
    handlers: { 'lock.locked': () => {} },
  });
  expect(await backfill()).toBe(0);
  expect(moment()).toBe(at(2));
});

it('continues from the earlier of two times', async () => {
  const early = { ...c, occurred_at: at(2) };
  const { backfill, moment } = start((offset) => (offset === 0 ? [early] : []));
  await backfill();
  expect(moment()).toBe(at(2));
});

it('treats events of the same time as oldest first', async () => {
  const same = [event('x', 1), event('y', 1)];
  const { handled, backfill, moment } = start(() => same);
  // There may be more events of that time, which this list does not contain.
  await expect(backfill()).rejects.toMatchObject({ errors: [expect.any(Error)] });
  expect([handled, moment()]).toEqual([['x', 'y'], at(1)]);
});

it('moves the cursor to the newest event in any order', async () => {
  const { backfill, moment } = start((offset) => (offset === 0 ? [b, c, a] : []));
  expect(await backfill()).toBe(3);
  expect(moment()).toBe(at(3));
});

it('does not move the cursor back for an older event that fails', async () => {
  const old = event('old', -5);
  const fail: WebhookFallback = ({ event_id }) =>
    event_id === 'old' ? Promise.reject(new Error('no database')) : undefined;
  const { backfill, moment } = start((offset) => (offset === 0 ? [old, a] : []), { fallback: fail });
  await expect(backfill()).rejects.toMatchObject({ errors: [{ type: 'webhook_handler_failed' }] });
  expect(moment()).toBeUndefined();
});

it('does not move the cursor to a time in the future, and finds later events', async () => {
  const all = [a, { ...b, created_at: '2099-01-01T00:00:00Z', occurred_at: '2099-01-01T00:00:00Z' }];
  const { handled, backfill, moment } = start((offset, from) => all.filter(isSince(from)).slice(offset));
  expect(await backfill()).toBe(2);
  expect(moment()).toBe(at(1));
  all.push(c);
  expect(await backfill()).toBe(1);
  expect([handled, moment()]).toEqual([['a', 'b', 'c'], at(3)]);
});

it('W28 processes events of a new handler only when the cursor is set back', async () => {
  const store = createMemoryWebhookStore();
  let moment: string | undefined;
  const cursor = { read: () => moment, write: (to: string) => void (moment = to) };
  const list = (offset: number, from: string) => [a, event('z', 60)].filter(isSince(from)).slice(offset);
  const older = start(list, { store, cursor, fallback: undefined, handlers: { 'lock.locked': () => {} } });
  expect(await older.backfill()).toBe(0);
  expect(moment).toBe(at(60));
  const newer = start(list, { store, cursor, overlap: 0 });
  expect(await newer.backfill()).toBe(1);
  expect(newer.handled).toEqual(['z']);
  moment = since;
  expect(await newer.backfill()).toBe(1);
  expect(newer.handled).toEqual(['z', 'a']);
});

it('processes the events of a page in order of time', async () => {
  const { handled, backfill } = start((offset) => (offset === 0 ? [c, a, b] : []));
  expect(await backfill()).toBe(3);
  expect(handled).toEqual(['a', 'b', 'c']);
});

it.each(['list', 'acquire', 'write'])(
  'keeps the errors of handlers when %s fails afterwards, and keeps the cursor',
  async (failing) => {
    const refused = new Error('no connection');
    const fail = (what: string) => {
      if (what === failing) throw refused;
    };
    const memory = createMemoryWebhookStore();
    const store: WebhookStore = {
      ...memory,
      acquire: (key, request) => {
        if (key === 'event:b') fail('acquire');
        return memory.acquire(key, request);
      },
    };
    const write = vi.fn(() => fail('write'));
    const list = (offset: number) => {
      if (offset > 0) fail('list');
      return offset === 0 ? [a, b] : [];
    };
    const thrown = new Error('no database');
    const { backfill } = start(list, {
      store,
      fallback: ({ event_id }) => (event_id === 'a' ? Promise.reject(thrown) : undefined),
      since: at(0),
      cursor: { read: () => undefined, write },
    });
    await expect(backfill()).rejects.toMatchObject({
      errors: [{ cause: thrown }, failing === 'acquire' ? { cause: refused } : refused],
    });
    expect(write).toHaveBeenCalledTimes(failing === 'write' ? 1 : 0);
  },
);

it('throws the error of Seam unchanged when there is no other error', async () => {
  const refused = new Error('no connection');
  const { backfill } = start(() => {
    throw refused;
  });
  await expect(backfill()).rejects.toBe(refused);
});

it.each(['2025-01-01', '2025-01-01T00:00Z', '2025-01-01T01:00:00.000+01:00'])(
  'starts at %s',
  async (begin) => {
    const cursor = { read: () => null as never, write: () => {} };
    const { asked, backfill } = start(() => [], { since: begin, overlap: 0, cursor });
    await backfill();
    expect(asked).toHaveBeenCalledWith(expect.objectContaining({ since }));
  },
);

it('accepts a clock that is behind within the tolerance', async () => {
  const now = () => Date.parse(since) - 299_000;
  expect(await start(() => [], { now }).backfill()).toBe(0);
});

it.each<[Partial<BackfillOptions>, string]>([
  [{ lease: 0 }, 'lease'],
  [{ storeTimeout: Number.NaN }, 'storeTimeout'],
  [{ lease: 10_000 }, 'twice storeTimeout'],
  [{ overlap: -1 }, 'overlap'],
  [{ handlers: new Map() as never }, 'plain object'],
  [{ fallback: undefined }, 'no function in handlers'],
  [{ now: 5 as never }, 'backfillEvents: now must be a function; got 5'],
  [{ store: createMemoryWebhookStore as never }, 'call it and pass the result'],
  ...['yesterday', '5', '12', 'Tue', '2025-13-01', '2025', ''].map(
    (text): [Partial<BackfillOptions>, string] => [{ since: text }, 'since must be an ISO date'],
  ),
  [{ since: undefined as never }, 'got undefined'],
  [{ since: '2999-01-01' }, 'in the future'],
  [{ since: '2025-01-01', now: () => Date.parse('2024-12-31') }, 'in the future'],
  [
    { cursor: undefined as never },
    'cursor must be an object with the functions read and write; got undefined',
  ],
  [
    { cursor: { read: () => undefined } as never },
    'cursor must be an object with the functions read and write; write is undefined',
  ],
  [{ overlaps: 5 } as never, 'backfillEvents: unknown option "overlaps". Did you mean "overlap"?'],
  [{ lease: 2 ** 31 }, 'lease must be a number of milliseconds from 1 to 2147483647; got 2147483648'],
  [{ cursor: { read: () => '2999-01-01T00:00:00Z', write: () => {} } }, 'The cursor is 2999'],
  [{ cursor: { read: () => 'yesterday', write: () => {} } }, 'The cursor must be an ISO date'],
])('W46 W52 rejects the options %j', async (options, message) => {
  const { asked, backfill } = start(() => [], options);
  await expect(backfill()).rejects.toThrow(message);
  expect(asked).not.toHaveBeenCalled();
});

it.each<[unknown, string]>([
  [undefined, 'seam.events must be an object with the function list; got undefined'],
  [{ events: {} }, 'seam.events must be an object with the function list; list is undefined'],
])('W52 rejects the client %j', async (seam, message) => {
  const options = {
    since,
    fallback: () => {},
    store: createMemoryWebhookStore(),
    cursor: { read: () => since, write: () => {} },
  };
  await expect(backfillEvents(seam as never, options)).rejects.toThrow(message);
  await expect(backfillEvents({ events: { list: async () => [] } }, undefined as never)).rejects.toThrow(
    'backfillEvents takes an object of options; got undefined',
  );
});

it.each<['read' | 'write', BackfillOptions['cursor'], number]>([
  ['read', { read: () => new Promise(() => {}), write: () => {} }, 0],
  ['write', { read: () => undefined, write: () => new Promise(() => {}) }, 3],
])('fails when the cursor takes longer than storeTimeout to %s', async (name, cursor, count) => {
  const { handled, backfill } = start(() => [a, b, c], { cursor, storeTimeout: 10 });
  const error = await backfill().catch((thrown: unknown) => thrown);
  const message = `The cursor took longer than 10 milliseconds to ${name}.`;
  const last = error instanceof AggregateError ? error.errors.at(-1) : error;
  expect(last).toMatchObject({ message });
  expect(handled).toHaveLength(count);
});
