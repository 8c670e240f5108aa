import type { Timeline } from './clock.ts';
import type { JobArgs, JobName } from './job-args.ts';

/** A scheduled job as plain data, so that a snapshot can hold it. */
export type Job = {
  [K in JobName]: {
    readonly due: number;
    readonly name: K;
    readonly args: JobArgs[K];
    /** For a change at a provider: the account whose sync finds it. */
    readonly connected_account_id?: string | undefined;
  };
}[JobName];

/** The scheduled jobs in order of their time; jobs with the same time keep the order of scheduling. */
export class JobQueue implements Timeline {
  #jobs: Job[] = [];
  readonly #run: (job: Job) => void;

  constructor(run: (job: Job) => void) {
    this.#run = run;
  }

  add(job: Job): void {
    let [low, high] = [0, this.#jobs.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#jobs[middle] as Job).due > job.due) high = middle;
      else low = middle + 1;
    }
    this.#jobs.splice(low, 0, job);
  }

  nextDue(): number | undefined {
    return this.#jobs[0]?.due;
  }

  runNext(): void {
    const job = this.#jobs.shift();
    if (job) this.#run(job);
  }

  /** Removes and returns the changes at the provider of an account that were not found yet. */
  takeOfAccount(connected_account_id: string): Job[] {
    const taken = this.#jobs.filter((job) => job.connected_account_id === connected_account_id);
    if (taken.length > 0)
      this.#jobs = this.#jobs.filter((job) => job.connected_account_id !== connected_account_id);
    return taken;
  }

  /** Removes the jobs that match. */
  remove(isMatch: (job: Job) => boolean): void {
    this.#jobs = this.#jobs.filter((job) => !isMatch(job));
  }

  toJSON(): readonly Job[] {
    return [...this.#jobs];
  }

  load(jobs: readonly Job[]): void {
    this.#jobs = jobs.toSorted((one, other) => one.due - other.due);
  }
}
