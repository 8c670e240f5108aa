import { randomInt } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import type { Phase } from '../offboarding/planned-steps.ts';
import type { DueChange } from '../offboarding/send-changes.ts';
import { bossTransaction } from './queue-database.ts';
import { type Claim, heartbeatSeconds, LeaseError } from './lease.ts';
import type { Queryable } from './queryable.ts';

/** The name of the one queue in pg-boss. */
export const queueName = 'offboarding';

/** What a job does. */
export type JobData =
  /** Reads what is left of a run, and decides what comes next. The first one of a run makes its plan. */
  | { readonly kind: 'next'; readonly run_id: string; readonly failures: number }
  /** Sends changes to one access system, or those of no access system. */
  | {
      readonly kind: 'lane';
      readonly run_id: string;
      readonly failures: number;
      readonly phase: Phase;
      /** The access system; `null` for changes of no access system. */
      readonly system: string | null;
      readonly changes: readonly DueChange[];
    };

/** A job that a worker has taken. */
export interface TakenJob extends Claim {
  readonly data: JobData;
}

const phasePriority: Readonly<Record<Phase, number>> = {
  containing: 40,
  revoking: 30,
  unlinking: 25,
  deleting: 25,
};

interface SendOptions {
  /** How long the job waits, in milliseconds. */
  readonly delay?: number;
  /** Whether it begins the run. */
  readonly isFirst?: boolean;
  /** The priority of the run. */
  readonly priority?: number;
}

/** The priority of urgent runs: above that of all others. */
export const urgentPriority = 100;

/** Contain first, then revoke, then verify, and begin new runs last. */
const priorityOf = (data: JobData, { isFirst = false, priority = 0 }: SendOptions): number =>
  priority + (data.kind === 'lane' ? phasePriority[data.phase] : isFirst ? 10 : 20);

/** Of the jobs with one key, pg-boss runs one at a time. The slots of an access system limit its requests exactly. */
const keyOf = (data: JobData, perSystem: number): string => {
  if (data.kind === 'next') return `next:${data.run_id}`;
  return data.system === null ? `rest:${data.run_id}` : `system:${data.system}:${randomInt(perSystem)}`;
};

/** Years, in seconds: a job waits as long as its run. */
const retention = 10 * 365 * 24 * 3600;

/** The jobs of the queue in pg-boss. */
export class Jobs {
  readonly #boss: PgBoss;
  readonly #perSystem: number;

  constructor(boss: PgBoss, perSystem: number) {
    this.#boss = boss;
    this.#perSystem = perSystem;
  }

  /** Creates the queue, where it does not exist. Call it within `database.exclusive`. */
  async create(): Promise<void> {
    const options = {
      policy: 'singleton',
      heartbeatSeconds,
      // Longer than any job; a job without heartbeat is taken over much earlier.
      expireInSeconds: 24 * 3600,
      retentionSeconds: retention,
      // Each crash of a worker takes one. Failures are counted in the job's data.
      retryLimit: 1_000_000,
      retryDelay: 0,
      deleteAfterSeconds: 3600,
    };
    if (!(await this.#boss.getQueue(queueName))) await this.#boss.createQueue(queueName, options);
  }

  #insert(jobs: readonly JobData[], options: SendOptions) {
    const { delay = 0 } = options;
    return jobs.map((data) => ({
      data,
      priority: priorityOf(data, options),
      singletonKey: keyOf(data, this.#perSystem),
      ...(delay > 0 ? { startAfter: `${delay / 1000} seconds` } : {}),
    }));
  }

  /** Adds jobs within a transaction. */
  async send(transaction: Queryable, jobs: readonly JobData[], options: SendOptions = {}): Promise<void> {
    if (jobs.length === 0) return;
    const ids = await this.#boss.insert(queueName, this.#insert(jobs, options), {
      db: bossTransaction(transaction),
      returnId: true,
    });
    if (ids?.length !== jobs.length)
      throw new Error(`pg-boss added ${ids?.length ?? 0} of ${jobs.length} jobs.`);
  }

  /** Ends a job within a transaction. @throws LeaseError when another worker has it */
  async settle(transaction: Queryable, { id, retryCount }: Claim): Promise<void> {
    const result: unknown = await this.#boss.deleteJob(
      queueName,
      { id, retryCount },
      { db: bossTransaction(transaction) },
    );
    if ((result as { affected: number }).affected !== 1) throw new LeaseError('lost');
  }

  /** Takes up to `count` jobs that are due. */
  async take(count: number): Promise<TakenJob[]> {
    const jobs = await this.#boss.fetch<JobData>(queueName, { batchSize: count });
    return jobs.map(({ id, retryCount, data }) => ({ id, retryCount, data }));
  }

  /** Sends the heartbeat of jobs. Returns the ids of those that this worker still has. */
  async touch(claims: readonly Claim[]): Promise<ReadonlySet<string>> {
    const result: unknown = await this.#boss.touch(
      queueName,
      claims.map(({ id, retryCount }) => ({ id, retryCount })),
    );
    return new Set((result as { settled: string[] }).settled);
  }

  /** Releases the jobs of processes that have ended. Only where this process is the only one. */
  async releaseAll(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#boss.fail(queueName, [...ids], null);
  }

  /** Puts the waiting jobs of runs before those of other runs. */
  async expedite(transaction: Queryable, run_ids: readonly string[]): Promise<void> {
    for (const run_id of run_ids)
      await this.#boss.update(queueName, undefined, {
        singletonKey: `next:${run_id}`,
        priority: urgentPriority + 20,
        match: 'all',
        db: bossTransaction(transaction),
      });
  }

  /** Makes the waiting jobs of runs due now. */
  async hasten(run_ids: readonly string[]): Promise<void> {
    for (const run_id of run_ids)
      await this.#boss.update(queueName, undefined, {
        singletonKey: `next:${run_id}`,
        startAfter: 0,
        match: 'all',
      });
  }

  /** Takes over the jobs whose heartbeat has stopped. */
  async supervise(): Promise<void> {
    await this.#boss.supervise(queueName);
  }
}
