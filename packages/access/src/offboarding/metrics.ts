import { isApplied } from '../changes/changes.ts';
import type { JournalEntry } from '../journal/journal.ts';
import { latestStreak } from './reads.ts';

/** The figures of a run, from its journal. They contain no personal data. */
export interface RunMetrics {
  /** From the start until the changes of `containing` had results, in milliseconds; absent before that. */
  readonly contained_ms?: number | undefined;
  /** From the start until a second read confirmed that everything is closed, in milliseconds; absent before that. */
  readonly verified_ms?: number | undefined;
  /** From the start until the end, in milliseconds; absent before that. */
  readonly total_ms?: number | undefined;
  /** How many ways in are left. */
  readonly residual: number;
  /** How many changes were sent, repetitions included. */
  readonly changes: number;
  /** How many of them failed, or have no known result. */
  readonly failed_changes: number;
  /** How many verifying reads were made. */
  readonly reads: number;
}

/** Computes the figures of a run from its journal. */
export const measureRun = (entries: readonly JournalEntry[]): RunMetrics => {
  const [first] = entries;
  const start = first ? Date.parse(first.at) : 0;
  const since = (entry: JournalEntry | undefined) => entry && Math.max(0, Date.parse(entry.at) - start);
  const end = entries.findLast((entry) => entry.type === 'run_finished');
  const reads = entries.filter((entry) => entry.type === 'access_read');
  const streak = latestStreak(entries);
  const confirmation =
    streak?.isClosed === true && streak.reads > 1 && end !== undefined && end.state !== 'cancelled'
      ? entries.findLast(({ type }, index) => type === 'access_read' && index < firstFollowUp(entries))
      : undefined;
  const changes = entries.filter(({ type }) => type === 'step_started').length;
  const applied = entries.filter((entry) => entry.type === 'step_finished' && isApplied(entry)).length;
  return {
    contained_ms: since(
      entries.find(
        (entry) =>
          entry.type === 'access_read' || (entry.type === 'state_changed' && entry.state !== 'containing'),
      ),
    ),
    verified_ms: since(confirmation),
    total_ms: since(end),
    residual: end?.residual.length ?? 0,
    changes,
    failed_changes: changes - applied,
    reads: reads.length,
  };
};

/** The index of the entry with which the unlinking, the deletion or the end of a run begins. */
const firstFollowUp = (entries: readonly JournalEntry[]): number => {
  const lastOpen = entries.findLastIndex((entry) => entry.type === 'access_read' && !entry.is_closed);
  return entries.findIndex(
    (entry, index) =>
      index > lastOpen &&
      (entry.type === 'run_finished' ||
        (entry.type === 'state_changed' && (entry.state === 'unlinking' || entry.state === 'deleting'))),
  );
};
