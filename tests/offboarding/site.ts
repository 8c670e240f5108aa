/** A fake, a database and worker processes: what an experiment with the queue needs. */
import { createOffboardingQueue, type OffboardingQueue } from '@org/seam-access/queue';
import { createSeam } from '@org/seam-core';
import { setTimeout as wait } from 'node:timers/promises';
import type { Resident } from './building.ts';
import type { LoggedCall } from './call-log.ts';
import { checkCalls } from './check-calls.ts';
import { checkRuns, type FinishedRun } from './check-runs.ts';
import { Child } from './child.ts';
import type { FakeProcessOptions } from './fake-process.ts';
import type { FinalState } from './final-state.ts';
import { groupBy } from './group-by.ts';
import type { WorkerOptions } from './worker-process.ts';

export interface SiteOptions extends FakeProcessOptions {
  /** A connection string, or a folder for PGlite. */
  readonly database: WorkerOptions['database'];
  /** In milliseconds. */
  readonly settle: number;
  readonly concurrency?: number;
}

/** What an experiment found. */
export interface SiteReport {
  /** What should never happen. */
  readonly violations: readonly string[];
  readonly byState: Readonly<Record<string, number>>;
  readonly calls: number;
  /** How many times a change was made that had been made before. */
  readonly repeatedChanges: number;
}

/** A worker process, by the name under which the fake knows its requests. */
export interface Worker extends Child {
  readonly name: string;
}

interface Described {
  readonly endpoint: string;
  readonly apiKey: string;
  readonly leaving: readonly Resident[];
}

/** Tries again after each error, some times. */
const persistently = async <TResult>(work: () => Promise<TResult>): Promise<TResult> => {
  for (let attempt = 1; attempt < 20; attempt += 1)
    try {
      return await work();
    } catch {
      await wait(20);
    }
  return await work();
};

export class Site implements AsyncDisposable {
  readonly leaving: readonly Resident[];
  readonly #workers: Worker[] = [];
  readonly #fake: Child;
  readonly #options: SiteOptions;
  readonly #described: Described;
  #names = 0;

  private constructor(fake: Child, options: SiteOptions, described: Described) {
    this.#fake = fake;
    this.#options = options;
    this.#described = described;
    this.leaving = described.leaving;
  }

  static async open(options: SiteOptions): Promise<Site> {
    const { people, faults, latency, randomSeed } = options;
    const fake = new Child('fake-process.ts', { people, faults, latency, randomSeed });
    return new Site(fake, options, await fake.ask<Described>('describe'));
  }

  /** Opens the queue in this process, without working on it. */
  async openQueue(): Promise<OffboardingQueue> {
    const { endpoint, apiKey } = this.#described;
    const seam = createSeam({ endpoint, apiKey, timeout: 1500, retry: { baseDelay: 20 } });
    return await createOffboardingQueue({ database: this.#options.database, seam, onError: () => {} });
  }

  /** Adds everyone who leaves. */
  async addEveryone(queue: OffboardingQueue): Promise<void> {
    const left = [...this.leaving];
    const add = async (): Promise<void> => {
      for (let resident = left.shift(); resident; resident = left.shift()) {
        const { user_identity_id, choices } = resident;
        // Faults hit these requests as well.
        await persistently(() => queue.add(user_identity_id, { actor: 'hr', reason: 'left', ...choices }));
      }
    };
    await Promise.all([add(), add(), add(), add()]);
  }

  /** Starts a worker process with a name of its own. */
  startWorker(): Worker {
    this.#names += 1;
    const { database, settle, concurrency } = this.#options;
    const { endpoint, apiKey } = this.#described;
    const name = `worker-${this.#names}`;
    const options: WorkerOptions = {
      name,
      database,
      endpoint,
      apiKey,
      settle,
      ...(concurrency === undefined ? {} : { concurrency }),
    };
    const worker = Object.assign(new Child('worker-process.ts', options), { name });
    this.#workers.push(worker);
    return worker;
  }

  startWorkers(count: number): Worker[] {
    return Array.from({ length: count }, () => this.startWorker());
  }

  /** The workers that were neither killed nor have ended. */
  get running(): readonly Worker[] {
    return this.#workers.filter(({ isRunning }) => isRunning);
  }

  /** How many requests the fake has received from a worker. */
  async receivedFrom({ name }: Worker): Promise<number> {
    return await this.#fake.ask('received', name);
  }

  /** How many requests the fake has received from all workers. */
  async requests(): Promise<number> {
    return await this.#fake.ask('requests');
  }

  /** Resolves when the fake has received a number of requests from all workers. */
  async untilReceived(requests: number): Promise<void> {
    await this.#fake.ask('untilReceived', requests);
  }

  /** Resolves when a worker has a request in progress. */
  async untilBusy({ name }: Worker): Promise<void> {
    await this.#fake.ask('untilBusy', name);
  }

  /** Resolves when `read` says that a number of runs have finished, by default all. Rejects after some milliseconds. */
  async untilFinished(
    read: () => Promise<{ readonly finished: number }>,
    limit: number,
    count = this.leaving.length,
  ): Promise<void> {
    const end = Date.now() + limit;
    let last: { readonly finished: number } | string = 'nothing was read';
    while (Date.now() < end) {
      // The database may be down, or the worker that is asked.
      last = await read().catch(String);
      if (typeof last === 'object' && last.finished >= count) return;
      await wait(300);
    }
    throw new Error(`The runs did not finish: ${JSON.stringify(last)}`);
  }

  async calls(): Promise<readonly LoggedCall[]> {
    return await this.#fake.ask('calls');
  }

  /** Compares everything with the undisturbed experiment. */
  async check(queue: OffboardingQueue, undisturbed: readonly FinalState[]): Promise<SiteReport> {
    const runs = await readRuns(queue);
    const calls = await this.calls();
    const states = await this.#fake.ask<FinalState[]>('states');
    const byState = groupBy(runs, ({ state }) => state);
    return {
      violations: [
        ...checkRuns({ leaving: this.leaving, runs, states, undisturbed }),
        ...checkCalls(
          calls,
          new Map(runs.map(({ user_identity_id, entries }) => [user_identity_id, entries])),
        ),
      ],
      byState: Object.fromEntries([...byState].map(([state, own]) => [state, own.length])),
      calls: calls.length,
      repeatedChanges: await this.#fake.ask('repeatedChanges'),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#workers, this.#fake].map((child) => child.kill('SIGKILL')));
  }
}

/** Every run with its journal. */
const readRuns = async (queue: OffboardingQueue): Promise<FinishedRun[]> => {
  const runs: FinishedRun[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await queue.runs({ limit: 100, ...(after === undefined ? {} : { after }) });
    for (const { run_id } of page) {
      const run = await queue.run(run_id);
      if (run) runs.push(run);
    }
    after = page.at(-1)?.run_id;
    if (page.length < 100) return runs;
  }
};
