import { AccessError } from '../access-error.ts';
import type { PlanChoices } from '../offboarding/plan-choices.ts';
import type { Receipt } from '../receipt/receipt.ts';
import type { QueueDatabase } from './queue-database.ts';
import { type DeadRun, revive } from './revive.ts';
import type { Jobs } from './jobs.ts';
import { readEntries } from './journal.ts';
import type { RunsFilter } from './options.ts';
import {
  type DeadLetter,
  type QueuedRun,
  type QueuedRunSummary,
  type QueuedState,
  queuedStates,
  type QueueStatus,
} from './queued-run.ts';
import type { Tables } from './schema.ts';

/** A row of `runs`, as far as other processes may see it. */
interface RunRow extends Omit<
  QueuedRunSummary,
  'created_at' | 'finished_at' | 'isCancelling' | 'deadLetter'
> {
  /** A text where the application has set another parser of `pg`. */
  readonly created_at: Date | string;
  readonly finished_at: Date | string | null;
  readonly is_cancelling: boolean;
  readonly dead_letter: DeadLetter | null;
}

const columns = `run_id, user_identity_id, person, state, actor, reason, created_at, finished_at,
  cancel_requested_at IS NOT NULL AS is_cancelling, dead_letter`;

const toSummary = ({
  created_at,
  finished_at,
  is_cancelling,
  dead_letter,
  ...row
}: RunRow): QueuedRunSummary => ({
  ...row,
  created_at: new Date(created_at).toISOString(),
  finished_at: finished_at && new Date(finished_at).toISOString(),
  isCancelling: is_cancelling,
  ...(dead_letter ? { deadLetter: dead_letter } : {}),
});

/** The row that a worker begins with. */
export interface RunHeader {
  readonly run_id: string;
  readonly user_identity_id: string;
  readonly actor: string;
  readonly reason: string;
  readonly choices: PlanChoices;
  readonly plan_hash: string | null;
  readonly priority: number;
  readonly is_cancelling: boolean;
  readonly is_finished: boolean;
  /** How often the person was added: a run ends after a read that began after the last time. */
  readonly times_added: number;
}

/** What runs are kept with. */
export interface RunStore {
  readonly database: QueueDatabase;
  readonly tables: Tables;
  readonly jobs: Jobs;
  readonly now: () => Date;
}

/** The runs in the database. */
export class Runs {
  readonly #database: QueueDatabase;
  readonly #tables: Tables;
  readonly #jobs: Jobs;
  readonly #now: () => Date;

  constructor({ database, tables, jobs, now }: RunStore) {
    this.#database = database;
    this.#tables = tables;
    this.#jobs = jobs;
    this.#now = now;
  }

  async header(run_id: string): Promise<RunHeader | undefined> {
    const { rows } = await this.#database.query(
      `SELECT run_id, user_identity_id, actor, reason, choices, plan_hash, priority, times_added,
        cancel_requested_at IS NOT NULL AS is_cancelling, finished_at IS NOT NULL AS is_finished
      FROM ${this.#tables.runs} WHERE run_id = $1`,
      [run_id],
    );
    return rows[0] as RunHeader | undefined;
  }

  async get(run_id: string): Promise<QueuedRun | undefined> {
    const { rows } = await this.#database.query(
      `SELECT ${columns}, receipt FROM ${this.#tables.runs} LEFT JOIN ${this.#tables.receipts} USING (run_id)
      WHERE run_id = $1`,
      [run_id],
    );
    const [row] = rows as (RunRow & { receipt: Omit<Receipt, 'entries'> | null })[];
    if (!row) return undefined;
    const { receipt, ...summary } = row;
    const entries = await readEntries(this.#database, this.#tables, run_id);
    return { ...toSummary(summary), entries, ...(receipt ? { receipt: { ...receipt, entries } } : {}) };
  }

  async list({ user_identity_id, state, limit = 100, after }: RunsFilter = {}, isDead = false) {
    const { rows } = await this.#database.query(
      `SELECT ${columns} FROM ${this.#tables.runs}
      WHERE ($1::text IS NULL OR user_identity_id = $1) AND ($2::text IS NULL OR state = $2)
        AND ($3::text IS NULL OR number < (SELECT number FROM ${this.#tables.runs} WHERE run_id = $3))
        ${isDead ? 'AND dead_letter IS NOT NULL' : ''}
      ORDER BY number DESC LIMIT $4`,
      [user_identity_id ?? null, state ?? null, after ?? null, limit],
    );
    return (rows as RunRow[]).map(toSummary);
  }

  async status(): Promise<QueueStatus> {
    const minute = 60;
    const { rows } = await this.#database.query(
      `SELECT state, count(*)::integer AS count, (count(dead_letter))::integer AS dead,
        (count(*) FILTER (WHERE finished_at > $1))::integer AS recent,
        (count(finished_at))::integer AS finished
      FROM ${this.#tables.runs} GROUP BY state`,
      [new Date(this.#now().getTime() - minute * 1000).toISOString()],
    );
    const counts = rows as {
      state: QueuedState;
      count: number;
      dead: number;
      recent: number;
      finished: number;
    }[];
    const sum = (name: 'count' | 'dead' | 'recent' | 'finished') =>
      counts.reduce((total, row) => total + row[name], 0);
    const byState = Object.fromEntries(
      queuedStates.map((state) => [state, counts.find((row) => row.state === state)?.count ?? 0]),
    ) as Record<QueuedState, number>;
    const perSecond = sum('recent') / minute;
    const left = sum('count') - sum('finished') - sum('dead');
    return {
      isPaused: await this.isPaused(),
      total: sum('count'),
      finished: sum('finished'),
      byState,
      deadLetters: sum('dead'),
      perSecond,
      remainingMs: left === 0 ? 0 : perSecond === 0 ? null : Math.round((left / perSecond) * 1000),
    };
  }

  async isPaused(): Promise<boolean> {
    const { rows } = await this.#database.query(`SELECT is_paused FROM ${this.#tables.control}`);
    return (rows[0] as { is_paused: boolean } | undefined)?.is_paused === true;
  }

  async setPaused(isPaused: boolean): Promise<void> {
    await this.#database.query(`UPDATE ${this.#tables.control} SET is_paused = $1`, [isPaused]);
  }

  /** Requests that a run ends. A worker ends it; one that waits or is a dead letter is made due for that. */
  async cancel(run_id: string): Promise<void> {
    await this.#database.transaction(async (transaction) => {
      const { rows } = await transaction.query(
        `UPDATE ${this.#tables.runs}
        SET cancel_requested_at = CASE WHEN finished_at IS NULL THEN coalesce(cancel_requested_at, $2) END
        WHERE run_id = $1 RETURNING run_id, priority, dead_jobs`,
        [run_id, this.#now().toISOString()],
      );
      await revive(transaction, { tables: this.#tables, jobs: this.#jobs }, found(run_id, rows));
    });
    await this.#jobs.hasten([run_id]);
  }

  /** Continues a dead letter. */
  async retry(run_id: string): Promise<void> {
    await this.#database.transaction(async (transaction) => {
      const { rows } = await transaction.query(
        `SELECT run_id, priority, dead_jobs FROM ${this.#tables.runs} WHERE run_id = $1 FOR UPDATE`,
        [run_id],
      );
      await revive(transaction, { tables: this.#tables, jobs: this.#jobs }, found(run_id, rows));
    });
  }
}

/** The row that a statement returned. @throws AccessError `run_not_found` */
const found = (run_id: string, [row]: readonly unknown[]): DeadRun => {
  if (!row) throw new AccessError('run_not_found', `The queue has no run ${JSON.stringify(run_id)}.`);
  return row as DeadRun;
};
