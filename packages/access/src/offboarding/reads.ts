import { doorKey, type Residual } from '../doors/door.ts';
import { residualKey } from '../doors/irrevocable.ts';
import type { JournalEntry } from '../journal/journal.ts';

/** The entry of one type. */
type EntryOf<TType extends JournalEntry['type']> = Extract<JournalEntry, { type: TType }>;

const time = ({ at }: JournalEntry): number => Date.parse(at);

/** Changes are sent for this long after the read that they follow from, in milliseconds. */
const longestValidity = 3_600_000;

/** The age of the read that the next changes follow from, in milliseconds. */
export const readAge = (entries: readonly JournalEntry[], now: Date): number => {
  const last = entries.findLast(({ type }) => type === 'access_read' || type === 'run_started');
  return last === undefined ? 0 : now.getTime() - time(last);
};

/**
 * Whether the last read of the access is so old that it has to be repeated before anything is sent: a run that continues
 * days later must not close what was given to somebody else.
 */
export const isReadOutdated = (entries: readonly JournalEntry[], now: Date): boolean =>
  readAge(entries, now) > longestValidity;

const readsOf = (entries: readonly JournalEntry[]): EntryOf<'access_read'>[] =>
  entries.filter((entry) => entry.type === 'access_read');

/** The reads at the end of a run that agree whether everything is closed. */
export interface Streak {
  readonly isClosed: boolean;
  readonly reads: number;
  /** When the first of them was made, in milliseconds since 1970. */
  readonly since: number;
  /** The number of the entry of the first of them. */
  readonly seq: number;
}

/**
 * The latest reads that agree. The time of a read before a clock went backwards proves no delay, so the streak begins after
 * it.
 */
export const latestStreak = (entries: readonly JournalEntry[]): Streak | undefined => {
  const reads = readsOf(entries);
  const last = reads.at(-1);
  if (!last) return undefined;
  let first = reads.length - 1;
  for (let index = first - 1; index >= 0; index -= 1) {
    const [read, next] = [reads[index], reads[index + 1]];
    if (!read || !next || read.is_closed !== last.is_closed || time(read) > time(next)) break;
    first = index;
  }
  const { seq, at } = reads[first] ?? last;
  return { isClosed: last.is_closed, reads: reads.length - first, since: Date.parse(at), seq };
};

/** How often doors were found open after everything had been closed. */
export const reopenings = (entries: readonly JournalEntry[]): number => {
  const reads = readsOf(entries);
  return reads.filter((read, index) => !read.is_closed && reads[index - 1]?.is_closed === true).length;
};

/** The doors that were granted during the run: they are open now, but were not in the plan or an earlier read. */
export const regrantedDoors = (entries: readonly JournalEntry[]): ReadonlySet<string> => {
  const keys = (open: EntryOf<'access_read'>['open']) => new Set(open.map(({ door }) => doorKey(door)));
  const planned = entries.flatMap((entry) => (entry.type === 'run_started' ? [keys(entry.plan.doors)] : []));
  const reads = readsOf(entries).map(({ open }) => keys(open));
  const earlier = [...planned, ...reads.slice(0, -1)];
  return new Set([...(reads.at(-1) ?? [])].filter((key) => earlier.some((open) => !open.has(key))));
};

/**
 * Access that continues at the door when what showed it is gone: a code is found by the access grant whose digits it has, a
 * card by its credential. What Seam does not explain, and whether it knows a door, is read each time.
 */
const outlivesRemoval = ({ cause }: Residual): boolean => cause !== 'unexplained' && cause !== 'door_unknown';

/** Whether a card without known doors is one whose doors an earlier read has shown: they were revoked since. */
const isKnownCard = ({ door, cause, until }: Residual, others: readonly Residual[]): boolean =>
  door === null &&
  cause === 'encoded_card' &&
  others.some((other) => other.door !== null && other.cause === cause && other.until === until);

/** Access that nothing can remove: what the last read shows, and what earlier ones showed to outlive its removal. */
export const irrevocableNow = (entries: readonly JournalEntry[], now: Date): Residual[] => {
  const isOver = ({ until }: Residual) => until !== null && Date.parse(until) <= now.getTime();
  const planned = entries.flatMap((entry) => (entry.type === 'run_started' ? entry.plan.irrevocable : []));
  const reads = readsOf(entries).map(({ irrevocable }) => irrevocable);
  const current = reads.at(-1) ?? planned;
  const earlier = [...planned, ...reads.slice(0, -1).flat()].filter(outlivesRemoval);
  const all = [...earlier, ...current].filter(
    (residual, _, found) => !isOver(residual) && !isKnownCard(residual, found),
  );
  return [...new Map(all.map((each) => [residualKey(each), each])).values()];
};
