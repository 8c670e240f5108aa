import { AccessError } from '../access-error.ts';
import { type Journal, type JournalEntry, type JournalWriter, nextEntry } from './journal.ts';

export const takenOver = (run_id: string): AccessError =>
  new AccessError(
    'run_taken_over',
    `Another process has continued the run ${run_id}. Read its state instead.`,
  );

export const hasOpenRun = (user_identity_id: string): AccessError =>
  new AccessError(
    'run_taken_over',
    `Another process has started a run for the user identity ${user_identity_id}.`,
  );

/**
 * A writer that appends after the last entry it knows. `store` rejects an entry whose number exists already, because another
 * writer appended it.
 */
export const createWriter = (
  known: readonly JournalEntry[],
  store: (entry: JournalEntry) => void,
): JournalWriter => {
  let last = known.at(-1);
  return {
    entries: known,
    append: (event, at) =>
      new Promise((resolve) => {
        const entry = nextEntry(last, event, at);
        store(entry);
        last = entry;
        resolve(structuredClone(entry));
      }),
  };
};

/** A journal in the memory of this process. A run does not survive the process: use `createSqliteJournal` for that. */
export const createMemoryJournal = (): Journal => {
  const runs = new Map<string, JournalEntry[]>();
  const open = new Map<string, string>();
  const store =
    (run_id: string) =>
    (entry: JournalEntry): void => {
      const entries = runs.get(run_id) ?? [];
      if (entry.seq !== entries.length) throw takenOver(run_id);
      runs.set(run_id, [...entries, structuredClone(entry)]);
      if (entry.type !== 'run_finished') return;
      for (const [person, id] of open) if (id === run_id) open.delete(person);
    };
  return {
    start: async (event, at) => {
      const { run_id, plan } = event;
      if (open.has(plan.user_identity_id)) throw hasOpenRun(plan.user_identity_id);
      open.set(plan.user_identity_id, run_id);
      const first = nextEntry(undefined, event, at);
      store(run_id)(first);
      return await Promise.resolve(createWriter([first], store(run_id)));
    },
    open: (run_id) => {
      const entries = runs.get(run_id);
      return Promise.resolve(entries && createWriter(structuredClone(entries), store(run_id)));
    },
    openRunOf: (user_identity_id) => Promise.resolve(open.get(user_identity_id)),
  };
};
