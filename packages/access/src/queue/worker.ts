import { crashLoop, isCrashLoop, putBack, settleFailure } from './failures.ts';
import type { WorkContext } from './fenced-run.ts';
import type { TakenJob } from './jobs.ts';
import { Lease, LeaseError, leaseNow } from './lease.ts';
import { workOn } from './work.ts';

const heartbeatInterval = 2000;
const superviseInterval = 1000;
const shortestPoll = 50;
const longestPoll = 1000;
/** How often the other processes' `pause` is looked for. */
const pauseInterval = 250;

interface WorkerOptions {
  readonly context: WorkContext;
  readonly concurrency: number;
  readonly onError: (error: unknown) => void;
}

interface Active {
  readonly job: TakenJob;
  readonly lease: Lease;
  readonly done: Promise<void>;
}

/** Takes jobs and carries them out, a limited number at a time. */
export class Worker {
  readonly #context: WorkContext;
  readonly #concurrency: number;
  readonly #onError: (error: unknown) => void;
  readonly #active = new Map<string, Active>();
  readonly #timers: NodeJS.Timeout[] = [];
  #isStopping = false;
  #isPaused = false;
  #pauseReadAt = 0;
  /** Grows with each call of `pause` and `resume`, which count more than what was read before them. */
  #pauseCalls = 0;
  #loop: Promise<void> | undefined;
  #isWoken = false;
  #wake = () => {};

  constructor({ context, concurrency, onError }: WorkerOptions) {
    this.#context = context;
    this.#concurrency = concurrency;
    this.#onError = onError;
  }

  start(): void {
    if (this.#loop) return;
    this.#every(heartbeatInterval, () => this.#heartbeat());
    this.#every(superviseInterval, () => this.#context.jobs.supervise());
    this.#loop = this.#run();
  }

  /** Looks for jobs now. */
  wake(): void {
    this.#isWoken = true;
    this.#wake();
  }

  /** Sends no further request until `resume`. Jobs in progress are put back. */
  pause(): void {
    this.#pauseCalls += 1;
    this.#isPaused = true;
    for (const { lease } of this.#active.values()) lease.pause();
  }

  resume(): void {
    this.#pauseCalls += 1;
    this.#isPaused = false;
    this.wake();
  }

  /** Takes no job any more, and waits for those in progress. After the deadline they are put back. */
  async stop(deadline: number): Promise<void> {
    this.#isStopping = true;
    this.wake();
    await this.#loop;
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        for (const { lease } of this.#active.values()) lease.end('stopped');
        resolve();
      }, deadline);
    });
    const drained = this.#drained();
    await Promise.race([drained, expired]);
    clearTimeout(timer);
    await drained;
    for (const each of this.#timers) clearInterval(each);
  }

  /** Takes and carries out jobs until none is due. Only for tests: it starts no timers. */
  async runUntilIdle(): Promise<void> {
    for (;;) {
      await this.#readPause();
      if ((await this.#take()) === 0 && this.#active.size === 0) return;
      await Promise.race([...this.#active.values()].map(({ done }) => done));
    }
  }

  async #drained(): Promise<void> {
    await Promise.all([...this.#active.values()].map(({ done }) => done));
  }

  #every(interval: number, work: () => Promise<void>): void {
    let isBusy = false;
    const tick = async () => {
      if (isBusy) return;
      isBusy = true;
      await work().catch(this.#onError);
      isBusy = false;
    };
    this.#timers.push(setInterval(() => void tick(), interval));
  }

  /** The delay between two looks for jobs grows while there are none. */
  async #run(): Promise<void> {
    let delay = shortestPoll;
    while (!this.#isStopping) {
      let taken = 0;
      try {
        if (performance.now() - this.#pauseReadAt >= pauseInterval) await this.#readPause();
        taken = await this.#take();
      } catch (error) {
        this.#onError(error);
        delay = longestPoll;
      }
      if (taken > 0) delay = shortestPoll;
      else {
        await this.#sleep(delay * (0.75 + Math.random() / 2));
        delay = this.#isWoken ? shortestPoll : Math.min(delay * 2, longestPoll);
      }
      this.#isWoken = false;
    }
  }

  /** Waits for the time, or until a job ends or `wake` is called. */
  async #sleep(ms: number): Promise<void> {
    if (this.#isStopping || this.#isWoken) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = () => {};
  }

  async #readPause(): Promise<void> {
    const calls = this.#pauseCalls;
    const isPaused = await this.#context.runs.isPaused();
    this.#pauseReadAt = performance.now();
    if (calls !== this.#pauseCalls) return;
    if (isPaused && !this.#isPaused) this.pause();
    if (!isPaused) this.#isPaused = false;
  }

  async #take(): Promise<number> {
    const room = this.#concurrency - this.#active.size;
    if (room <= 0 || this.#isPaused || this.#isStopping) return 0;
    const since = leaseNow();
    const jobs = await this.#context.jobs.take(room);
    for (const job of jobs) this.#begin(job, new Lease(since));
    return jobs.length;
  }

  #begin(job: TakenJob, lease: Lease): void {
    // A taken-over job has the same id: it must not replace the lease of the earlier attempt.
    const key = `${job.id}:${job.retryCount}`;
    const done = this.#carryOut(job, lease)
      .catch((error: unknown) => {
        // Another worker has the job: nothing has failed.
        if (!(error instanceof LeaseError)) this.#onError(error);
      })
      .finally(() => {
        this.#active.delete(key);
        this.wake();
      });
    this.#active.set(key, { job, lease, done });
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

  async #heartbeat(): Promise<void> {
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
}
