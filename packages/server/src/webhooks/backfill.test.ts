import type { SeamEvent } from '@org/seam-core';
import { expect, it, vi } from 'vitest';
import { backfillEvents, type BackfillOptions } from './backfill.ts';
import type { WebhookFallback } from './handlers.ts';
import { createMemoryWebhookStore } from './memory-store.ts';
import type { WebhookStore } from './store.ts';

const since = '2025-01-01T00:00:00.000Z';

/** An event some minutes after the beginning; without a number it does not say when it was. */
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

it('goes on from the newest of a page that Seam gives again, when the oldest comes first', async () => {
  const all = Array.from({ length: 12 }, (_, index) => event(`e${index}`, index));
  const { handled, backfill, moment } = start((_offset, from) => all.filter(isSince(from)).slice(0, 5));
  expect(await backfill()).toBe(12);
  expect([handled, moment()]).toEqual([all.map(({ event_id }) => event_id), at(11)]);
  expect(await backfill()).toBe(0);
  all.push(event('e12', 12));
  expect(await backfill()).toBe(1);
});

it.each([0, 1, 2])('takes %i events for all when Seam knows no offset', async (count) => {
  const all = [a, b, c].slice(0, count);
  const { backfill } = start((_offset, from) => all.filter(isSince(from)));
  expect(await backfill()).toBe(count);
  expect(await backfill()).toBe(0);
});

it('says so when nothing new comes, whatever Seam is asked for', async () => {
  const { handled, asked, backfill, moment } = start(() => [a, b, c]);
  for (let times = 0; times < 2; times += 1)
    await expect(backfill()).rejects.toMatchObject({
      errors: [{ name: 'SeamError', message: expect.stringContaining('newer events may be missing') }],
    });
  expect([handled, moment()]).toEqual([['a', 'b', 'c'], at(3)]);
  expect(asked).toHaveBeenCalledTimes(6);
});

it('says so when more events were at one moment than a page holds', async () => {
  const all = Array.from({ length: 12 }, (_, index) => event(`e${index}`, Math.min(index, 3)));
  const { handled, backfill } = start((_offset, from) => all.filter(isSince(from)).slice(0, 5));
  await expect(backfill()).rejects.toMatchObject({
    errors: [{ message: expect.stringContaining('newer events may be missing') }],
  });
  expect(handled).toHaveLength(8);
});

it('ends when the last page comes again and again', async () => {
  const { handled, asked, backfill } = start((offset) => (offset === 0 ? [a, b] : [c]));
  expect(await backfill()).toBe(3);
  expect(handled).toEqual(['a', 'b', 'c']);
  expect(asked.mock.calls.length).toBeLessThan(10);
});

it('says so and keeps the cursor when Seam gives the same page again, newest first', async () => {
  const { handled, asked, backfill, moment } = start(() => [c, b, a]);
  await expect(backfill()).rejects.toMatchObject({
    errors: [{ name: 'SeamError', message: expect.stringContaining('older events may be missing') }],
  });
  expect([handled, moment()]).toEqual([['a', 'b', 'c'], undefined]);
  expect(asked).toHaveBeenCalledTimes(2);
});

it('reads on when a page repeats some events of the one before', async () => {
  const { handled, backfill, moment } = start((offset) =>
    offset === 0 ? [a, b] : offset === 2 ? [b, c] : [],
  );
  expect(await backfill()).toBe(3);
  expect([handled, moment()]).toEqual([['a', 'b', 'c'], at(3)]);
});

it('is not held up by an event that does not say when it was, and tells of it when it was acted on', async () => {
  const { handled, backfill, moment } = start((offset) => (offset === 0 ? [a, event('odd'), c] : []));
  await expect(backfill()).rejects.toMatchObject({
    errors: [{ name: 'SeamError', message: expect.stringContaining('event odd has no time') }],
  });
  expect([handled, moment()]).toEqual([['a', 'odd', 'c'], at(3)]);
  expect(await backfill()).toBe(0);
});

it('takes one moment of an event when the other is no date', async () => {
  const half = { ...c, occurred_at: 'yesterday' };
  const { backfill, moment } = start((offset) => (offset === 0 ? [half] : []));
  expect(await backfill()).toBe(1);
  expect(moment()).toBe(at(3));
});

it('looks again for an event that does not say when it was as long as a function throws at it', async () => {
  const fail = () => {
    throw new Error('no database');
  };
  const { backfill, moment } = start((offset) => (offset === 0 ? [event('odd'), c] : []), {
    fallback: fail,
  });
  await expect(backfill()).rejects.toMatchObject({ errors: [{ cause: new Error('no database') }, {}] });
  expect(moment()).toBeUndefined();
});

it('goes on when a function takes longer than the lease, and tries it again the next time', async () => {
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

it('looks ten minutes back from where it begins unless said otherwise, and not before 1970', async () => {
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

it('passes a moment on as when it was signed, also when the event says none', async () => {
  const moments: unknown[] = [];
  const { backfill } = start((offset) => (offset === 0 ? [a, event('odd')] : []), {
    fallback: (_, { timestamp }) => void moments.push(timestamp.getTime()),
  });
  const before = Date.now();
  await expect(backfill()).rejects.toMatchObject({ errors: [{ name: 'SeamError' }] });
  expect(moments).toEqual([Date.parse(at(1)), expect.any(Number)]);
  expect(moments[1]).toBeGreaterThanOrEqual(before);
});

it('waits with the cursor for an event that the receiver is at, and calls that no fault', async () => {
  const store = createMemoryWebhookStore();
  const lease = await store.acquire('event:b', { fingerprint: 'b', lease: 1_000 });
  const { handled, backfill, moment } = start((offset) => (offset === 0 ? [a, b, c] : []), { store });
  expect(await backfill()).toBe(2);
  expect(handled).toEqual(['a', 'c']);
  expect(Date.parse(moment() ?? '')).toBe(Date.parse(at(2)) - 1);
  // It fails there, and is acted on here.
  if (lease.state === 'acquired') await store.release('event:b', lease.token);
  expect(await backfill()).toBe(1);
  expect([handled, moment()]).toEqual([['a', 'c', 'b'], at(3)]);
});

it('W35 ends at once when the store fails, with the cursor where it was', async () => {
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

it('moves on past events that there is nothing to do about, and those that were acted on before', async () => {
  const { backfill, moment } = start((offset) => (offset === 0 ? [a, b] : []), {
    fallback: undefined,
    handlers: { 'lock.locked': () => {} },
  });
  expect(await backfill()).toBe(0);
  expect(moment()).toBe(at(2));
});

it('goes on from the earlier moment of an event that has two', async () => {
  const early = { ...c, occurred_at: at(2) };
  const { backfill, moment } = start((offset) => (offset === 0 ? [early] : []));
  await backfill();
  expect(moment()).toBe(at(2));
});

it('takes events of one moment for the oldest first', async () => {
  const same = [event('x', 1), event('y', 1)];
  const { handled, backfill, moment } = start(() => same);
  // There may be more of that moment, which this list does not get to.
  await expect(backfill()).rejects.toMatchObject({ errors: [expect.any(Error)] });
  expect([handled, moment()]).toEqual([['x', 'y'], at(1)]);
});

it('reaches the newest in whatever order they are listed', async () => {
  const { backfill, moment } = start((offset) => (offset === 0 ? [b, c, a] : []));
  expect(await backfill()).toBe(3);
  expect(moment()).toBe(at(3));
});

it('does not go back with the cursor for an older event that fails', async () => {
  const old = event('old', -5);
  const fail: WebhookFallback = ({ event_id }) =>
    event_id === 'old' ? Promise.reject(new Error('no database')) : undefined;
  const { backfill, moment } = start((offset) => (offset === 0 ? [old, a] : []), { fallback: fail });
  await expect(backfill()).rejects.toMatchObject({ errors: [{ type: 'webhook_handler_failed' }] });
  expect(moment()).toBeUndefined();
});

it('moves the cursor to nothing that is dated beyond now, and finds what comes after', async () => {
  const all = [a, { ...b, created_at: '2099-01-01T00:00:00Z', occurred_at: '2099-01-01T00:00:00Z' }];
  const { handled, backfill, moment } = start((offset, from) => all.filter(isSince(from)).slice(offset));
  expect(await backfill()).toBe(2);
  expect(moment()).toBe(at(1));
  all.push(c);
  expect(await backfill()).toBe(1);
  expect([handled, moment()]).toEqual([['a', 'b', 'c'], at(3)]);
});

it('W28 acts on what had no function before when the cursor is set back, and not otherwise', async () => {
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

it('acts on the events of a page in the order in which they were, however they are listed', async () => {
  const { handled, backfill } = start((offset) => (offset === 0 ? [c, a, b] : []));
  expect(await backfill()).toBe(3);
  expect(handled).toEqual(['a', 'b', 'c']);
});

it.each(['list', 'acquire', 'write'])(
  'loses nothing that functions threw when %s fails after that, and leaves the cursor',
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

it('throws what Seam fails with as it is when nothing else went wrong', async () => {
  const refused = new Error('no connection');
  const { backfill } = start(() => {
    throw refused;
  });
  await expect(backfill()).rejects.toBe(refused);
});

it.each(['2025-01-01', '2025-01-01T00:00Z', '2025-01-01T01:00:00.000+01:00'])(
  'begins at %s',
  async (begin) => {
    const cursor = { read: () => null as never, write: () => {} };
    const { asked, backfill } = start(() => [], { since: begin, overlap: 0, cursor });
    await backfill();
    expect(asked).toHaveBeenCalledWith(expect.objectContaining({ since }));
  },
);

it('bears a clock that is behind by less than clocks differ', async () => {
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
])('W46 W52 does not begin with %j', async (options, message) => {
  const { asked, backfill } = start(() => [], options);
  await expect(backfill()).rejects.toThrow(message);
  expect(asked).not.toHaveBeenCalled();
});

it.each<[unknown, string]>([
  [undefined, 'seam.events must be an object with the function list; got undefined'],
  [{ events: {} }, 'seam.events must be an object with the function list; list is undefined'],
])('W52 does not begin with the client %j', async (seam, message) => {
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
