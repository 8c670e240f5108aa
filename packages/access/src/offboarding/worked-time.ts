import type { JournalEntry } from '../journal/journal.ts';

/**
 * A longer gap between two entries counts as this many milliseconds, or as a tenth of the time before it: nobody worked on the
 * run for the rest of it. The delays between reads are shorter.
 */
const longestGap = 60_000;

/**
 * How long a run was worked on since a moment, in milliseconds. Deadlines count this time: a run that waited for a worker, a
 * pause to end or a settle delay gets its attempts all the same.
 */
export const workedSince = (
  entries: readonly JournalEntry[],
  since: number,
  { now, deadline }: { readonly now: number; readonly deadline: number },
): number => {
  const most = Math.min(longestGap, deadline / 2);
  const times = [since, ...entries.map(({ at }) => Date.parse(at)).filter((at) => at > since), now];
  return times.reduce(
    (worked, time, index) =>
      worked + Math.min(Math.max(0, time - (times[index - 1] ?? time)), Math.max(most, worked / 10)),
    0,
  );
};
