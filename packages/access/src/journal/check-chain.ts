import { AccessError } from '../access-error.ts';
import { isPlanIntact } from '../offboarding/plan.ts';
import { hashEntry, type JournalEntry } from './journal.ts';

/** Where the hashes of entries show that they are not as they were written, a sentence for each finding. */
export const chainProblems = (entries: readonly JournalEntry[]): string[] =>
  entries.flatMap((entry, index) => [
    ...(entry.seq === index
      ? []
      : [`Entry ${index} has the number ${entry.seq}: entries were removed, inserted or moved.`]),
    ...(entry.hash === hashEntry(entry) ? [] : [`Entry ${index} (${entry.type}) was changed.`]),
    ...(entry.previous_hash === (entries[index - 1]?.hash ?? '')
      ? []
      : [`Entry ${index} (${entry.type}) does not follow the entry before it.`]),
  ]);

/**
 * Checks a journal before its run is continued.
 *
 * @throws AccessError `journal_invalid` when the entries or the plan in them are not as they were written
 */
export const checkJournal = (entries: readonly JournalEntry[]): void => {
  const [first] = entries;
  const [problem] = chainProblems(entries);
  const isIntact = problem === undefined && (first?.type !== 'run_started' || isPlanIntact(first.plan));
  if (!isIntact)
    throw new AccessError(
      'journal_invalid',
      `The journal of the run was changed after it was written, so nothing is sent. ${problem ?? 'The plan was changed.'}`,
    );
};
