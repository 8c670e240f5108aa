import { expect, it } from 'vitest';
import type { SeamEvent } from '../../generated/models/events.ts';
import { oldestFirst } from './oldest-first.ts';

/** Events by their names and the hours at which they were, as far as they say. */
const orderOf = (...events: readonly (readonly [id: string, hour?: string])[]): string =>
  oldestFirst(
    events.map(([event_id, hour]) => {
      const moment = hour && `2025-01-01T${hour}:00:00Z`;
      return { event_id, occurred_at: moment, created_at: moment } as unknown as SeamEvent;
    }),
  )
    .map(({ event_id }) => event_id)
    .join('');

it('puts the oldest first', () => {
  expect(orderOf(['c', '03'], ['a', '01'], ['b', '02'])).toBe('abc');
});

it('leaves those of one moment as they came', () => {
  expect(orderOf(['c', '03'], ['b', '01'], ['a', '01'], ['d', '03'])).toBe('bacd');
});

it('leaves one that does not say when it was behind the one that it came after', () => {
  expect(orderOf(['x'], ['c', '03'], ['y'], ['a', '01'], ['z'], ['b', '02'])).toBe('xazbcy');
});
