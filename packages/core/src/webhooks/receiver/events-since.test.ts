import { expect, it, vi } from 'vitest';
import type { SeamEvent } from '../../generated/models/events.ts';
import { eventsSince } from './events-since.ts';

const since = '2025-01-01T00:00:00.000Z';
const event = (event_id: string) => ({ event_id }) as unknown as SeamEvent;

it('each event of two pages comes once, and the next page begins behind the last', async () => {
  const pages = [['a', 'b'], ['b', 'c', 'd'], ['d', 'e'], []];
  const list = vi.fn(() => Promise.resolve((pages.shift() ?? []).map(event)));
  const onRepeat = vi.fn();
  const found: string[] = [];
  for await (const { event_id } of eventsSince({ events: { list } }, since, onRepeat)) found.push(event_id);
  expect(found).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(list.mock.calls).toEqual(
    [0, 2, 5, 7].map((unstable_offset) => [{ since, limit: 500, unstable_offset }]),
  );
  expect(onRepeat).not.toHaveBeenCalled();
});

it('a page that holds nothing but what the one before had is the last', async () => {
  const pages = [
    ['a', 'b'],
    ['b', 'c'],
  ];
  const list = vi.fn(() =>
    list.mock.calls.length > 9
      ? Promise.reject(new Error('asked for ever'))
      : Promise.resolve((pages.shift() ?? ['c', 'b']).map(event)),
  );
  const onRepeat = vi.fn();
  const found: string[] = [];
  for await (const { event_id } of eventsSince({ events: { list } }, since, onRepeat)) found.push(event_id);
  expect(found).toEqual(['a', 'b', 'c']);
  expect(onRepeat).toHaveBeenCalledOnce();
});
