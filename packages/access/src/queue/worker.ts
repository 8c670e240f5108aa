import { withTimeout } from '@org/seam-core/internal';
import { ActiveJobs } from './active-jobs.ts';
import type { WorkContext } from './fenced-run.ts';
import { heartbeatSeconds, Lease, leaseNow } from './lease.ts';
import { repeat } from './repeat.ts';

/** One heartbeat, or two in a row, may not settle before a lease ends. In milliseconds. */
const heartbeat = { interval: 2000, patience: 1500 };
const supervise = { interval: 1000, patience: 10_000 };
const shortestPoll = 50;
const longestPoll = 1000;
/** How often the other processes' `pause` is looked for. */
const pauseInterval = 250;

/** How long a look for jobs may take, in milliseconds. The leases of jobs that it takes after this time have ended. */
const longestLook = heartbeatSeconds * 1000;

const noResponse = (): Error =>
  new Error(
    `The database has not responded for ${heartbeatSeconds} seconds. The worker looks for jobs again.`,
  );

interface WorkerOptions {
  readonly context: WorkContext;
  readonly concurrency: number;
  readonly onError: (error: unknown) => void;
}

/** Takes jobs and carries them out, a limited number at a time. */
export class Worker {
  readonly #context: WorkContext;
  readonly #concurrency: number;
  readonly #onError: (error: unknown) => void;
  readonly #active: ActiveJobs;
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
    this.#active = new ActiveJobs({ context, onError, onDone: () => this.wake() });
  }

  start(): void {
    if (this.#loop) return;
    const onError = this.#onError;
    this.#timers.push(
      repeat(heartbeat.interval, () => this.#active.heartbeat(), { ...heartbeat, onError }),
      repeat(supervise.interval, () => this.#context.jobs.supervise(), { ...supervise, onError }),
    );
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
    this.#active.pause();
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
        this.#active.end('stopped');
        resolve();
      }, deadline);
    });
    const drained = this.#active.drained();
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
      await this.#active.oneDone();
    }
  }

  /** The delay between two looks for jobs grows while there are none. */
  async #run(): Promise<void> {
    let delay = shortestPoll;
    while (!this.#isStopping) {
      let taken = 0;
      try {
        taken = await withTimeout(longestLook, this.#look(), noResponse);
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

  async #look(): Promise<number> {
    if (performance.now() - this.#pauseReadAt >= pauseInterval) await this.#readPause();
    return await this.#take();
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
    for (const job of jobs) this.#active.begin(job, new Lease(since));
    return jobs.length;
  }
}
