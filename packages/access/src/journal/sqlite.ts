/** `@org/seam-access/sqlite`: a journal in a file, with the SQLite of Node. */
import { DatabaseSync } from 'node:sqlite';
import { AccessError } from '../access-error.ts';
import {
  type Journal,
  type JournalEntry,
  type JournalWriter,
  nextEntry,
  type RunStarted,
} from './journal.ts';
import { createWriter, hasOpenRun, takenOver } from './memory.ts';

// The timeout comes first: another process may be opening the same file.
const tables = `
  PRAGMA busy_timeout = 5000;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS runs (
    run_id TEXT PRIMARY KEY,
    user_identity_id TEXT NOT NULL,
    is_open INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS one_open_run ON runs (user_identity_id) WHERE is_open = 1;
  CREATE TABLE IF NOT EXISTS entries (
    run_id TEXT NOT NULL REFERENCES runs,
    seq INTEGER NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (run_id, seq)
  ) STRICT;
`;

/** A journal in a SQLite file. */
export interface SqliteJournal extends Journal, Disposable {
  /** Closes the file. */
  close(): void;
}

const isConflict = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('UNIQUE constraint failed');

/**
 * Creates a journal in a SQLite file, which is created when it does not exist. Several processes may use the same file. A
 * run that a process left behind is continued with its `run_id`. Node 22.12 has SQLite only with `--experimental-sqlite`.
 *
 * @example
 * const journal = createSqliteJournal('offboarding.db');
 * const run = offboard(seam, 'ada@example.com', { actor: 'hr@example.com', reason: 'left', journal });
 * await run.result;
 * journal.close();
 *
 * @param file the path of the file; its folder must exist
 * @throws AccessError `invalid_option` when it is not a text
 */
export const createSqliteJournal = (file: string): SqliteJournal => {
  if (typeof file !== 'string' || file === '')
    throw new AccessError('invalid_option', 'createSqliteJournal: file must be the path of a file.');
  const database = new DatabaseSync(file);
  database.exec(tables);
  const insertRun = database.prepare('INSERT INTO runs (run_id, user_identity_id, is_open) VALUES (?, ?, 1)');
  const insertEntry = database.prepare('INSERT INTO entries (run_id, seq, entry) VALUES (?, ?, ?)');
  const closeRun = database.prepare('UPDATE runs SET is_open = 0 WHERE run_id = ?');
  const countEntries = database.prepare('SELECT count(*) AS count FROM entries WHERE run_id = ?');
  const readEntries = database.prepare('SELECT entry FROM entries WHERE run_id = ? ORDER BY seq');
  const openRun = database.prepare('SELECT run_id FROM runs WHERE user_identity_id = ? AND is_open = 1');

  const store = (run_id: string, entry: JournalEntry): void => {
    if (countEntries.get(run_id)?.['count'] !== entry.seq) throw takenOver(run_id);
    insertEntry.run(run_id, entry.seq, JSON.stringify(entry));
    if (entry.type === 'run_finished') closeRun.run(run_id);
  };

  const start = (event: RunStarted, at: Date): JournalEntry => {
    const { run_id, plan } = event;
    try {
      insertRun.run(run_id, plan.user_identity_id);
    } catch (error) {
      throw isConflict(error) ? hasOpenRun(plan.user_identity_id) : error;
    }
    const first = nextEntry(undefined, event, at);
    store(run_id, first);
    return first;
  };

  const transaction = <TResult>(work: () => TResult): TResult => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  };

  const writerOf = (run_id: string, known: readonly JournalEntry[]): JournalWriter =>
    createWriter(known, (entry) => transaction(() => store(run_id, entry)));

  const open = (run_id: string): JournalWriter | undefined => {
    const entries = readEntries.all(run_id).map(({ entry }) => JSON.parse(String(entry)) as JournalEntry);
    return entries.length === 0 ? undefined : writerOf(run_id, entries);
  };

  const openRunOf = (user_identity_id: string): string | undefined => {
    const row = openRun.get(user_identity_id);
    return row && String(row['run_id']);
  };

  return {
    start: (event, at) =>
      new Promise((resolve) => resolve(writerOf(event.run_id, [transaction(() => start(event, at))]))),
    open: (run_id) => new Promise((resolve) => resolve(open(run_id))),
    openRunOf: (user_identity_id) => new Promise((resolve) => resolve(openRunOf(user_identity_id))),
    close: () => database.close(),
    [Symbol.dispose]: () => database.close(),
  };
};
