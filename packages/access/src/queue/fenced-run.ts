import type { Seam } from '@org/seam-core';
import type { JournalEntry } from '../journal/journal.ts';
import { RunLog } from '../journal/run-log.ts';
import type { Clock } from '../offboarding/clock.ts';
import type { OffboardHooks } from '../offboarding/hooks.ts';
import type { Run } from '../offboarding/run.ts';
import type { SigningKey } from '../receipt/signature.ts';
import type { QueueDatabase } from './queue-database.ts';
import { guardedClient } from './guard.ts';
import type { Jobs, TakenJob } from './jobs.ts';
import { fencedWriter } from './journal.ts';
import type { Lease } from './lease.ts';
import type { Queryable } from './queryable.ts';
import type { RunHeader, Runs } from './runs.ts';
import type { Tables } from './schema.ts';

/** What jobs are carried out with. */
export interface WorkContext {
  readonly seam: Seam;
  readonly database: QueueDatabase;
  readonly tables: Tables;
  readonly jobs: Jobs;
  readonly runs: Runs;
  /** The clock of this process. */
  readonly clientClock: Clock;
  /** The clock of the run, in a job: the same for all workers. */
  readonly clock: Clock;
  readonly readClock: () => Promise<Clock>;
  readonly settle: number;
  readonly deadline: number;
  readonly signingKey: SigningKey | undefined;
  readonly hooks: OffboardHooks | undefined;
}

/** A job that this process carries out. */
export interface Work {
  readonly job: TakenJob;
  readonly lease: Lease;
}

/** Writes and sends under the fence of one job. */
export class FencedRun {
  readonly #context: WorkContext;
  readonly #work: Work;
  readonly header: RunHeader;
  readonly entries: JournalEntry[];

  constructor(
    context: WorkContext,
    work: Work,
    { header, entries }: { header: RunHeader; entries: JournalEntry[] },
  ) {
    this.#context = context;
    this.#work = work;
    this.header = header;
    this.entries = entries;
  }

  /** The log of the run, which writes to the database or to a transaction of it. */
  log(connection: Queryable = this.#context.database, hooks = this.#context.hooks): RunLog {
    const { tables, clock } = this.#context;
    const { run_id, times_added } = this.header;
    const writer = fencedWriter(connection, tables, {
      run_id,
      times_added,
      entries: this.entries,
      fence: { claim: this.#work.job, lease: this.#work.lease },
    });
    const append: typeof writer.append = async (event, at) => {
      const entry = await writer.append(event, at);
      this.entries.push(entry);
      return entry;
    };
    return new RunLog({ entries: this.entries, append }, () => clock.now(), hooks);
  }

  /** The run, whose client sends only while the lease is held. */
  open(concurrency: number): Run {
    const { seam, clientClock, clock, settle, deadline } = this.#context;
    const [first] = this.entries;
    if (first?.type !== 'run_started') throw new Error(`The run ${this.header.run_id} has no plan.`);
    const { lease } = this.#work;
    return {
      seam: guardedClient(seam, lease),
      client: seam,
      clientClock,
      log: this.log(),
      plan: first.plan,
      clock,
      concurrency,
      settle,
      deadline,
    };
  }
}
