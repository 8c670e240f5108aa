import { expect, it, vi } from 'vitest';
import type { SeamEvent } from '../../generated/models/events.ts';
import { eventsSince, type EventSource } from './events-since.ts';

const since = '2025-01-01T00:00:00.000Z';

const idsSince = async (list: EventSource['events']['list'], onStuck: () => void): Promise<string[]> => {
  const found: string[] = [];
  for await (const page of eventsSince({ events: { list } }, Date.parse(since), onStuck))
    found.push(...page.map(({ event_id }) => event_id));
  return found;
};

const event = (event_id: string) => ({ event_id }) as unknown as SeamEvent;

it('each event of two pages comes once, and the next page begins behind the last', async () => {
  const pages = [['a', 'b'], ['b', 'c', 'd'], ['d', 'e'], []];
  const list = vi.fn<EventSource['events']['list']>(() => Promise.resolve((pages.shift() ?? []).map(event)));
  const onStuck = vi.fn();
  expect(await idsSince(list, onStuck)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(list.mock.calls).toEqual(
    [0, 2, 5, 7].map((unstable_offset) => [{ since, limit: 500, unstable_offset }]),
  );
  expect(onStuck).not.toHaveBeenCalled();
});

it('a page that holds nothing but what the one before had is the last', async () => {
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
