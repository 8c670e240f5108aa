import type { Journal, JournalEntry, JournalWriter } from '../journal/journal.ts';
import { nextEntry } from '../journal/journal.ts';
import { hasOpenRun, takenOver } from '../journal/memory.ts';
import { appendEntry } from './append-entry.ts';
import { queueName } from './jobs.ts';
import { type Claim, type Fence, LeaseError } from './lease.ts';
import type { QueueDatabase } from './queue-database.ts';
import type { Queryable } from './queryable.ts';
import type { Tables } from './schema.ts';

/** The last entry of a run. */
interface Head {
  readonly seq: number;
  readonly hash: string;
}

interface RunRow {
  readonly last_seq: number;
  readonly last_hash: string;
  readonly is_cancelled: boolean;
  readonly is_paused: boolean;
  readonly is_finished: boolean;
  readonly times_added: number;
  readonly is_claimed: boolean;
}

/** Why nothing was appended. */
const readRow = async (
  { query }: Queryable,
  tables: Tables,
  { run_id, claim }: { run_id: string; claim: Claim | undefined },
): Promise<RunRow | undefined> => {
  const { rows } = await query(
    `SELECT last_seq, last_hash, times_added, cancel_requested_at IS NOT NULL AS is_cancelled, finished_at IS NOT NULL AS is_finished,
      (SELECT is_paused FROM ${tables.control}) AS is_paused,
      ${
        claim
          ? `EXISTS (SELECT FROM ${tables.jobs} WHERE name = $2 AND id = $3::uuid AND state = 'active' AND retry_count = $4)`
          : 'true'
      } AS is_claimed
    FROM ${tables.runs} WHERE run_id = $1`,
    claim ? [run_id, queueName, claim.id, claim.retryCount] : [run_id],
  );
  return rows[0] as RunRow | undefined;
};

/** The lanes of a run append to it at the same time. Each append that loses the race to another is repeated. */
const longestRace = 1000;

/**
 * Writes the entries of a run for the job that a worker holds. Other jobs of the run may append in between.
 *
 * @param entries the entries of the run that are known
 * @param connection the database, or a transaction of it
 */
export const fencedWriter = (
  connection: Queryable,
  tables: Tables,
  {
    run_id,
    times_added,
    entries,
    fence,
  }: {
    readonly run_id: string;
    /** How often the person had been added when the job began. */
    readonly times_added: number;
    readonly entries: readonly JournalEntry[];
    readonly fence: Fence;
  },
): JournalWriter => {
  const { claim, lease } = fence;
  const last = entries.at(-1);
  let head: Head | undefined = last && { seq: last.seq, hash: last.hash };
  return {
    entries,
    append: async (event, at) => {
      for (let attempt = 0; attempt < longestRace; attempt += 1) {
        lease.checkWrite();
        if (event.type === 'step_started') lease.checkSend();
        const entry = nextEntry(head as JournalEntry | undefined, event, at);
        if (await appendEntry(connection, tables, { run_id, entry, claim, times_added })) {
          head = { seq: entry.seq, hash: entry.hash };
          return entry;
        }
        const row = await readRow(connection, tables, { run_id, claim });
        if (!row?.is_claimed || row.is_finished) {
          lease.end('lost');
          throw new LeaseError('lost');
        }
        if (event.type === 'step_started' && row.is_cancelled) throw new LeaseError('cancelled');
        if (event.type === 'step_started' && row.is_paused) throw new LeaseError('paused');
        if (event.type === 'run_finished' && row.times_added !== times_added)
          throw new LeaseError('added_again');
        head = row.last_seq < 0 ? undefined : { seq: row.last_seq, hash: row.last_hash };
      }
      throw new Error(`The run ${run_id} could not be written to: other jobs append all the time.`);
    },
  };
};

/** The entries of a run, in order. */
export const readEntries = async (
  { query }: Queryable,
  tables: Tables,
  run_id: string,
): Promise<JournalEntry[]> => {
  const { rows } = await query(`SELECT entry FROM ${tables.entries} WHERE run_id = $1 ORDER BY seq`, [
    run_id,
  ]);
  return (rows as { entry: JournalEntry }[]).map(({ entry }) => entry);
};

const isUniqueViolation = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && Reflect.get(error, 'code') === '23505';

/** A journal in the tables of the queue, for runs that are carried out without jobs. */
export const createPostgresJournal = (database: QueueDatabase, tables: Tables): Journal => {
  /** A writer that is the only one: it fails when another one has appended. */
  const writerOf = (run_id: string, entries: readonly JournalEntry[]): JournalWriter => {
    let last = entries.at(-1);
    return {
      entries,
      append: async (event, at) => {
        const entry = nextEntry(last, event, at);
        if (!(await appendEntry(database, tables, { run_id, entry, claim: undefined })))
          throw takenOver(run_id);
        last = entry;
        return entry;
      },
    };
  };
  return {
    start: async (event, at) => {
      const { run_id, actor, reason, plan } = event;
      const first = nextEntry(undefined, event, at);
      await database
        .transaction(async (transaction) => {
          await transaction.query(
            `INSERT INTO ${tables.runs} (run_id, user_identity_id, actor, reason, choices, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)`,
            [run_id, plan.user_identity_id, actor, reason, JSON.stringify(plan.choices), at.toISOString()],
          );
          await appendEntry(transaction, tables, { run_id, entry: first, claim: undefined });
        })
        .catch((error: unknown) => {
          throw isUniqueViolation(error) ? hasOpenRun(plan.user_identity_id) : error;
        });
      return writerOf(run_id, [first]);
    },
    open: async (run_id) => {
      const entries = await readEntries(database, tables, run_id);
      return entries.length === 0 ? undefined : writerOf(run_id, entries);
    },
    openRunOf: async (user_identity_id) => {
      const { rows } = await database.query(
        `SELECT run_id FROM ${tables.runs} WHERE user_identity_id = $1 AND finished_at IS NULL AND last_seq >= 0`,
        [user_identity_id],
      );
      return (rows[0] as { run_id: string } | undefined)?.run_id;
    },
  };
};
