import type { Timeline } from './clock.ts';
import type { JobArgs, JobName } from './job-args.ts';

/** A scheduled job as plain data, so that a snapshot can hold it. */
export type Job = {
  [K in JobName]: { readonly due: number; readonly name: K; readonly args: JobArgs[K] };
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

  toJSON(): readonly Job[] {
    return [...this.#jobs];
  }

  load(jobs: readonly Job[]): void {
    this.#jobs = jobs.toSorted((one, other) => one.due - other.due);
  }
}
