import type { SeamEvent } from '@org/seam-core';
import { describe, expect, it, vi } from 'vitest';
import { type EventSource, listEventsSince, oldestFirst } from './list-events.ts';

describe('events since', () => {
  const since = '2025-01-01T00:00:00.000Z';

  const idsSince = async (list: EventSource['events']['list'], onStuck: () => void): Promise<string[]> => {
    const found: string[] = [];
    for await (const page of listEventsSince({ events: { list } }, Date.parse(since), onStuck))
      found.push(...page.map(({ event_id }) => event_id));
    return found;
  };

  const event = (event_id: string) => ({ event_id }) as unknown as SeamEvent;

  it('yields each event of overlapping pages once, and continues after the last page', async () => {
    const pages = [['a', 'b'], ['b', 'c', 'd'], ['d', 'e'], []];
    const list = vi.fn<EventSource['events']['list']>(() =>
      Promise.resolve((pages.shift() ?? []).map(event)),
    );
    const onStuck = vi.fn();
    expect(await idsSince(list, onStuck)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(list.mock.calls).toEqual(
      [0, 2, 5, 7].map((unstable_offset) => [{ since, limit: 500, unstable_offset }]),
    );
    expect(onStuck).not.toHaveBeenCalled();
  });

  it('ends at a page that only repeats the page before', async () => {
    const pages = [
      ['a', 'b'],
      ['b', 'c'],
    ];
    let times = 0;
    const list = vi.fn<EventSource['events']['list']>(() =>
      (times += 1) > 9
        ? Promise.reject(new Error('asked for ever'))
        : Promise.resolve((pages.shift() ?? ['c', 'b']).map(event)),
    );
    const onStuck = vi.fn();
    expect(await idsSince(list, onStuck)).toEqual(['a', 'b', 'c']);
    expect(onStuck).toHaveBeenCalledExactlyOnceWith('newer');
  });
});

describe('oldest first', () => {
  /** Events by name, with their hour if they have one. */
  const orderOf = (...events: readonly (readonly [id: string, hour?: string])[]): string =>
    oldestFirst(
      events.map(([event_id, hour]) => {
        const moment = hour && `2025-01-01T${hour}:00:00Z`;
        return { event_id, occurred_at: moment, created_at: moment } as unknown as SeamEvent;
      }),
    )
      .map(({ event_id }) => event_id)
      .join('');

  it('sorts by time', () => {
    expect(orderOf(['c', '03'], ['a', '01'], ['b', '02'])).toBe('abc');
  });

  it('keeps the order of events with the same time', () => {
    expect(orderOf(['c', '03'], ['b', '01'], ['a', '01'], ['d', '03'])).toBe('bacd');
  });

  it('keeps an event without a time behind its predecessor', () => {
    expect(orderOf(['x'], ['c', '03'], ['y'], ['a', '01'], ['z'], ['b', '02'])).toBe('xazbcy');
  });
});
