import { isObject, notify } from '@org/seam-core/internal';
import { AccessError } from '../access-error.ts';
import { mapLimited } from '../changes/limit.ts';
import { systemClock } from '../offboarding/clock.ts';
import { checkPlan } from '../offboarding/offboard.ts';
import { runDefaults } from '../offboarding/options.ts';
import { findPerson, type Person } from '../person/find-person.ts';
import { addRuns, type RunTerms, termsOf } from './add-runs.ts';
import { readDatabaseClock } from './database-clock.ts';
import type { WorkContext } from './fenced-run.ts';
import type { AddedPerson, AddedRun, OffboardingQueue } from './offboarding-queue.ts';
import {
  checkAddManyOptions,
  checkAddOptions,
  checkQueueOptions,
  checkRunsFilter,
  checkStopOptions,
  type OffboardingQueueOptions,
} from './options.ts';
import { openStorage } from './open-storage.ts';
import { Runs } from './runs.ts';
import { wakeRuns } from './wake.ts';
import { Worker } from './worker.ts';

const invalid = (message: string): AccessError => new AccessError('invalid_option', message);

const lookupsAtATime = 8;
const batchSize = 500;

/**
 * Maps items in batches of `size`, in their order. No more than one batch is held. Objects are copied: the iterable may yield
 * one again and again.
 */
async function* mapBatches<TItem, TResult>(
  items: Iterable<TItem> | AsyncIterable<TItem>,
  size: number,
  work: (batch: readonly TItem[]) => Promise<readonly TResult[]>,
): AsyncGenerator<TResult> {
  let batch: TItem[] = [];
  for await (const item of items) {
    batch.push(isObject(item) ? { ...item } : item);
    if (batch.length < size) continue;
    yield* await work(batch);
    batch = [];
  }
  if (batch.length > 0) yield* await work(batch);
}

/** A queue, and a way to work on it without timers. */
interface TestedQueue {
  readonly queue: OffboardingQueue;
  readonly runUntilIdle: () => Promise<void>;
}

/**
 * Like `createOffboardingQueue`, with what tests replace: the `Clock` of pg-boss, also for its functions in the database. Its
 * type would be in the declarations of this package.
 */
export const createQueueWith = async (
  options: OffboardingQueueOptions,
  bossClock?: object,
): Promise<TestedQueue> => {
  checkQueueOptions(options);
  const {
    seam,
    clock = systemClock,
    settle = runDefaults.settle,
    deadline = runDefaults.deadline,
    concurrency = 8,
    signingKey,
  } = options;
  // A listener must not end the work, and not the process either when it is asynchronous.
  const listener = options.onError;
  const onError = (error: unknown): void => notify(() => listener?.(error));
  const { tables, database, boss, jobs } = await openStorage(options, onError, bossClock);
  const store = { database, tables, jobs, now: () => clock.now() };
  const runs = new Runs(store);
  const context: WorkContext = {
    ...store,
    seam,
    runs,
    clock,
    clientClock: clock,
    readClock: () => readDatabaseClock(database, options.clock),
    settle,
    deadline,
    signingKey,
    hooks: options.hooks,
  };
  const worker = new Worker({ context, concurrency, onError });
  let stopping: Promise<void> | undefined;

  const checkOpen = () => {
    if (stopping) throw invalid('The queue is stopped. Create another one.');
  };

  const addBatch = async (people: readonly Person[], terms: RunTerms): Promise<AddedPerson[]> => {
    const found = await mapLimited(people, lookupsAtATime, (person) =>
      findPerson(seam, person).then(
        (identity) => ({ value: { identity, ...terms } }),
        (error: unknown) => ({ error }),
      ),
    );
    const added = await addRuns(
      store,
      found.flatMap((each) => ('value' in each ? [each.value] : [])),
    );
    worker.wake();
    const next = added.values();
    return found.map((each, at) => {
      const person = people[at] as Person;
      const result = 'value' in each ? (next.next().value as AddedRun | AccessError) : each;
      return result instanceof AccessError ? { person, error: result } : Object.assign({ person }, result);
    });
  };

  const stop = async (drainTime = 30_000): Promise<void> => {
    await worker.stop(drainTime);
    await boss.stop({ graceful: false, close: false });
    await database.close();
  };

  const queue: OffboardingQueue = {
    add: async (person, add) => {
      checkOpen();
      checkAddOptions('add', add);
      const { plan } = add;
      const terms = termsOf(add);
      const identity = await findPerson(seam, person);
      if (plan) checkPlan(plan, identity.user_identity_id);
      const [added] = await addRuns(store, [{ identity, ...terms }]);
      if (added instanceof AccessError) throw added;
      worker.wake();
      return added as NonNullable<typeof added>;
    },
    addMany: (people, add) => {
      checkOpen();
      checkAddManyOptions('addMany', people, add);
      const terms = termsOf(add);
      return mapBatches(people, batchSize, (batch) => addBatch(batch, terms));
    },
    start: async () => {
      checkOpen();
      await database.query('SELECT 1');
      checkOpen(); // it may have been stopped meanwhile
      worker.start();
    },
    stop: async (stopOptions = {}) => {
      checkStopOptions(stopOptions);
      await (stopping ??= stop(stopOptions.deadline));
    },
    status: () => runs.status(),
    run: (run_id) => runs.get(run_id),
    runs: async (filter = {}) => {
      checkRunsFilter('runs', filter);
      return await runs.list(filter);
    },
    cancel: async (run_id) => {
      await runs.cancel(run_id);
      worker.wake();
    },
    pause: async () => {
      await runs.setPaused(true);
      worker.pause();
    },
    resume: async () => {
      await runs.setPaused(false);
      worker.resume();
    },
    deadLetters: async (filter = {}) => {
      checkRunsFilter('deadLetters', filter);
      return await runs.list(filter, true);
    },
    retry: async (run_id) => {
      await runs.retry(run_id);
      worker.wake();
    },
    wake: async (event) => {
      await wakeRuns(database, { tables, jobs, event });
      worker.wake();
    },
    [Symbol.asyncDispose]: () => (stopping ??= stop()),
  };
  return { queue, runUntilIdle: () => worker.runUntilIdle() };
};

/**
 * Creates a queue that offboards people in the background, in any number of processes on one database: a process that dies
 * is replaced by another one, and no two work on the same part of a run. Its tables are created or updated.
 *
 * @example
 * const queue = await createOffboardingQueue({ database: 'postgres://localhost/app', seam });
 * await queue.add('ada@example.com', { actor: 'hr@example.com', reason: 'left the company' });
 * await queue.start();
 *
 * @throws AccessError `invalid_option` for invalid options, for a folder that another process uses, and for tables of a newer
 * release; errors of the database
 */
export const createOffboardingQueue = async (options: OffboardingQueueOptions): Promise<OffboardingQueue> =>
  (await createQueueWith(options)).queue;
