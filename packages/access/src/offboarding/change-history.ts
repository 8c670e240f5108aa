import { type Change, isApplied } from '../changes/changes.ts';
import { canonicalJson } from '../journal/hash.ts';
import type { JournalEntry } from '../journal/journal.ts';

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
  /** Whether any result was that it was done, and not that what it removes is absent. */
  wasDone: boolean;
  /** How many results in a row were failures. */
  failures: number;
  /** The error of the last result, if it was a failure. */
  error: string | undefined;
  /** The number of the entry that began the last attempt that was applied. */
  appliedStart: number | undefined;
  /** Whether a read after the last result found everything closed: what the change removes was granted again since. */
  hasWorked: boolean;
}

/** The results of the changes of a run, by change. */
export type ChangeHistory = ReadonlyMap<string, Attempts>;

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
      first: before?.first ?? Date.parse(entry.at),
      last: Date.parse(entry.at),
      seq: entry.seq,
      isApplied: applied,
      wasDone: entry.outcome === 'done' || (before?.wasDone ?? false),
      failures: applied ? 0 : (before?.failures ?? 0) + 1,
      error: applied ? undefined : entry.error,
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
