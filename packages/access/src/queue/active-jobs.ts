import { crashLoop, isCrashLoop, putBack, settleFailure } from './failures.ts';
import type { WorkContext } from './fenced-run.ts';
import type { TakenJob } from './jobs.ts';
import { type Lease, LeaseError, type LeaseEnd, leaseNow } from './lease.ts';
import { workOn } from './work.ts';

interface Active {
  readonly job: TakenJob;
  readonly lease: Lease;
  readonly done: Promise<void>;
}

interface ActiveJobsOptions {
  readonly context: WorkContext;
  readonly onError: (error: unknown) => void;
  /** Called when a job has ended. */
  readonly onDone: () => void;
}

/** The jobs that a worker carries out now, each with its lease. */
export class ActiveJobs {
  readonly #context: WorkContext;
  readonly #onError: (error: unknown) => void;
  readonly #onDone: () => void;
  readonly #active = new Map<string, Active>();

  constructor({ context, onError, onDone }: ActiveJobsOptions) {
    this.#context = context;
    this.#onError = onError;
    this.#onDone = onDone;
  }

  get size(): number {
    return this.#active.size;
  }

  begin(job: TakenJob, lease: Lease): void {
    // A taken-over job has the same id: it must not replace the lease of the earlier attempt.
    const key = `${job.id}:${job.retryCount}`;
    const done = this.#carryOut(job, lease)
      .catch((error: unknown) => {
        // Another worker has the job: nothing has failed.
        if (!(error instanceof LeaseError)) this.#onError(error);
      })
      .finally(() => {
        this.#active.delete(key);
        this.#onDone();
      });
    this.#active.set(key, { job, lease, done });
  }

  /** Sends no further request for them. They are put back. */
  pause(): void {
    for (const { lease } of this.#active.values()) lease.pause();
  }

  /** Ends their leases. */
  end(reason: LeaseEnd): void {
    for (const { lease } of this.#active.values()) lease.end(reason);
  }

  /** Resolves when one of them has ended. */
  async oneDone(): Promise<void> {
    await Promise.race([...this.#active.values()].map(({ done }) => done));
  }

  /** Resolves when all of them have ended. */
  async drained(): Promise<void> {
    await Promise.all([...this.#active.values()].map(({ done }) => done));
  }

  /** Tells the database that this process still has them, and renews their leases. */
  async heartbeat(): Promise<void> {
    const active = [...this.#active.values()].filter(({ lease }) => lease.ended === undefined);
    if (active.length === 0) return;
    const since = leaseNow();
    const held = await this.#context.jobs.touch(active.map(({ job }) => job));
    for (const { job, lease } of active) {
      if (held.has(job.id)) lease.renew(since);
      // A job that has been settled meanwhile is not held either: its lease has ended then.
      else lease.end('lost');
    }
  }

  async #carryOut(job: TakenJob, lease: Lease): Promise<void> {
    try {
      if (isCrashLoop(job)) throw crashLoop(job);
      await workOn(this.#context, { job, lease });
    } catch (error) {
      const end = error instanceof LeaseError ? error.end : lease.ended;
      // Another worker has the job, or will have: nothing is written any more.
      if (end === 'lost') return;
      // Requests beside the one that failed may be in progress. None may be left when another worker has the job.
      if (end === undefined) lease.end('lost');
      await lease.idle();
      if (end === undefined) {
        this.#onError(error);
        await settleFailure(this.#context, job, error);
      } else await putBack(this.#context, job);
    } finally {
      lease.end('lost');
    }
  }
}
