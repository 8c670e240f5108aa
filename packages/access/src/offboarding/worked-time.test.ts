import { expect, it } from 'vitest';
import type { JournalEntry } from '../journal/journal.ts';
import { workedSince } from './worked-time.ts';

const minute = 60_000;
const entriesAt = (...times: number[]) =>
  times.map((time) => ({ at: new Date(time).toISOString() }) as JournalEntry);

it.each<[what: string, times: number[], now: number, worked: number]>([
  ['nothing since', [], 0, 0],
  ['short gaps in full', [10_000, 20_000], 30_000, 30_000],
  ['a long gap as a minute', [10_000], 90 * minute, 70_000],
  ['each long gap', [5 * minute, 10 * minute], 15 * minute, 3 * minute],
  ['only the steps forward of a clock that was set back', [30_000, 10_000], 20_000, 40_000],
  ['no entries before the moment', [-10_000], 10_000, 10_000],
])('counts %s', (_, times, now, worked) => {
  expect(workedSince(entriesAt(...times), 0, { now, deadline: 5 * minute })).toBe(worked);
});

it('counts a long gap as half of a short deadline', () => {
  expect(workedSince([], 0, { now: minute, deadline: 1000 })).toBe(500);
});
