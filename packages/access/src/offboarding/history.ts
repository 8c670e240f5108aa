import { accessCodesOf, type Change, isApplied } from '../changes/changes.ts';
import { doorKey, type Residual } from '../doors/door.ts';
import { residualKey } from '../doors/irrevocable.ts';
import { canonicalJson } from '../journal/hash.ts';
import type { JournalEntry } from '../journal/journal.ts';

/** The entry of one type. */
type EntryOf<TType extends JournalEntry['type']> = Extract<JournalEntry, { type: TType }>;

/** What a run's journal says about one change. */
interface Attempts {
  readonly change: Change;
  /** How often a result was recorded. */
  results: number;
  /** When the first and the last result were recorded, in milliseconds since 1970. */
  first: number;
  last: number;
  /** The number of the entry with the last result. */
  seq: number;
  /** Whether the last result was that the change is applied. */
  isApplied: boolean;
  /** Whether any result was. */
  wasApplied: boolean;
  /** How many results in a row were failures. */
  failures: number;
  /** The number of the entry that began the last attempt that was applied. */
  appliedStart: number | undefined;
  /** Whether a read after the last result found everything closed: what the change removes was granted again since. */
  hasWorked: boolean;
}

/** The results of the changes of a run, by change. */
export type ChangeHistory = ReadonlyMap<string, Attempts>;

const time = ({ at }: JournalEntry): number => Date.parse(at);

/** What a run's journal says about its changes. A step without a recorded end has no result. */
export const changeHistory = (entries: readonly JournalEntry[]): ChangeHistory => {
  const started = new Map<string, { readonly change: Change; readonly seq: number }>();
  const history = new Map<string, Attempts>();
  for (const entry of entries) {
    if (entry.type === 'access_read' && entry.is_closed)
      for (const attempts of history.values()) attempts.hasWorked = true;
    if (entry.type === 'step_started') started.set(entry.step_id, { change: entry.change, seq: entry.seq });
    if (entry.type !== 'step_finished') continue;
    const start = started.get(entry.step_id);
    if (!start) continue;
    const { change, seq } = start;
    const key = canonicalJson(change);
    const before = history.get(key);
    const applied = isApplied(entry);
    history.set(key, {
      change,
      results: (before?.results ?? 0) + 1,
      first: before?.first ?? time(entry),
      last: time(entry),
      seq: entry.seq,
      isApplied: applied,
      wasApplied: applied || (before?.wasApplied ?? false),
      failures: applied ? 0 : (before?.failures ?? 0) + 1,
      appliedStart: applied ? seq : before?.appliedStart,
      hasWorked: false,
    });
  }
  return history;
};

export const attemptsOf = (history: ChangeHistory, change: Change): Attempts | undefined =>
  history.get(canonicalJson(change));

/**
 * Whether a change of an ACS user was applied in an attempt that began after the run's other changes of that user, in the
 * access system, had ended.
 */
export const isLastOfAcsUser = (history: ChangeHistory, change: Change, acs_user_id: string): boolean => {
  const { appliedStart } = attemptsOf(history, change) ?? {};
  if (appliedStart === undefined) return false;
  return [...history.values()].every(
    ({ change: other, seq }) =>
      seq < appliedStart ||
      other.path === change.path ||
      !other.path.startsWith('/acs/users/') ||
      !('acs_user_id' in other.params && other.params.acs_user_id === acs_user_id),
  );
};

/** The changes of a step that have no result since the last verifying read, which is when the step was made. */
export const unfinishedChanges = <TChange extends { readonly change: Change }>(
  entries: readonly JournalEntry[],
  changes: readonly TChange[],
): TChange[] => {
  const lastRead = entries.findLastIndex(({ type }) => type === 'access_read');
  const results = new Set(
    entries.slice(lastRead + 1).flatMap((entry) => (entry.type === 'step_finished' ? [entry.step_id] : [])),
  );
  const finished = new Set(
    entries.flatMap((entry) =>
      entry.type === 'step_started' && results.has(entry.step_id) ? [canonicalJson(entry.change)] : [],
    ),
  );
  return changes.filter(({ change }) => !finished.has(canonicalJson(change)));
};

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

/** The ACS users that a run knows of: those of the plan and of its reads, each with its access system. */
export const knownAcsUsers = (entries: readonly JournalEntry[]): ReadonlyMap<string, string | undefined> => {
  const known = new Map<string, string | undefined>();
  for (const entry of entries) {
    if (entry.type === 'access_read')
      for (const { acs_user_id, acs_system_id } of entry.acs_users) known.set(acs_user_id, acs_system_id);
    if (entry.type !== 'run_started') continue;
    for (const { change, acs_system_id } of entry.plan.steps)
      if ('acs_user_id' in change.params && typeof change.params.acs_user_id === 'string')
        known.set(change.params.acs_user_id, acs_system_id);
  }
  return known;
};

const knownChanges = (entries: readonly JournalEntry[]): Change[] =>
  entries.flatMap((entry) => {
    if (entry.type === 'run_started') return entry.plan.steps.map(({ change }) => change);
    return entry.type === 'step_started' ? [entry.change] : [];
  });

/** The access grants that a run knows of: those that it deletes. */
export const knownAccessGrants = (entries: readonly JournalEntry[]): ReadonlySet<string> =>
  new Set(
    knownChanges(entries).flatMap((change) =>
      change.path === '/access_grants/delete' ? [change.params.access_grant_id] : [],
    ),
  );

/** The access codes that a run knows of: those of access grants that it has read, and those that it deletes. */
export const knownAccessCodes = (entries: readonly JournalEntry[]): string[] => [
  ...entries.flatMap((entry) => ('access_code_ids' in entry ? (entry.access_code_ids ?? []) : [])),
  ...accessCodesOf(knownChanges(entries)),
];

/**
 * Access that continues at the door when what showed it is gone: a code is found by the access grant whose digits it has, a
 * card by its credential.
 */
const outlivesRemoval = ({ cause }: Residual): boolean => cause !== 'unexplained';

/** Access that nothing can remove: what the last read shows, and what earlier ones showed to outlive its removal. */
export const irrevocableNow = (entries: readonly JournalEntry[], now: Date): Residual[] => {
  const isOver = ({ until }: Residual) => until !== null && Date.parse(until) <= now.getTime();
  const planned = entries.flatMap((entry) => (entry.type === 'run_started' ? entry.plan.irrevocable : []));
  const reads = readsOf(entries).map(({ irrevocable }) => irrevocable);
  const current = reads.at(-1) ?? planned;
  const earlier = [...planned, ...reads.slice(0, -1).flat()].filter(outlivesRemoval);
  const all = [...earlier, ...current].filter((residual) => !isOver(residual));
  return [...new Map(all.map((each) => [residualKey(each), each])).values()];
};
