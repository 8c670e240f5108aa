import { type Clock as BossClock, PgBoss } from 'pg-boss';
import { AccessError } from '../access-error.ts';
import { mapLimited } from '../changes/limit.ts';
import { systemClock } from '../offboarding/clock.ts';
import { checkPlan } from '../offboarding/offboard.ts';
import { runDefaults } from '../offboarding/options.ts';
import { withDefaults } from '../offboarding/plan-choices.ts';
import { findPerson, type Person } from '../person/find-person.ts';
import { openDatabase, type QueueDatabase } from './database.ts';
import { Jobs, queueName } from './jobs.ts';
import type { AddedPerson, AddedRun, OffboardingQueue } from './offboarding-queue.ts';
import {
  type AddOptions,
  checkAddOptions,
  checkQueueOptions,
  checkRunsFilter,
  checkStopOptions,
  type OffboardingQueueOptions,
} from './options.ts';
import { type NewRun, Runs } from './runs.ts';
import { migrate, Tables } from './schema.ts';
import { wakeRuns } from './wake.ts';
import { Worker } from './worker.ts';
import type { WorkContext } from './work.ts';

/** What tests replace. */
export interface QueueInternals {
  /** The `Clock` of pg-boss, also for its functions in the database. Its type would be in the declarations of this package. */
  readonly bossClock?: object;
}

/** The schemas of embedded databases whose left-over jobs were released. Later, jobs in progress are those of this process. */
const recovered = new WeakMap<object, Set<string>>();

const isRecovered = ({ identity }: QueueDatabase, schema: string): boolean => {
  const schemas = recovered.get(identity) ?? new Set();
  recovered.set(identity, schemas);
  return schemas.has(schema) || !schemas.add(schema);
};

/** Releases the jobs of a process that has ended. An embedded database has one process, so no other process works on them. */
const recoverJobs = async (database: QueueDatabase, tables: Tables, jobs: Jobs): Promise<void> => {
  const { rows } = await database.query(
    `SELECT id::text AS id FROM ${tables.jobs} WHERE name = $1 AND state = 'active'`,
    [queueName],
  );
  await jobs.releaseAll((rows as { id: string }[]).map(({ id }) => id));
};

/** Opens the database, and creates or updates its tables. */
const open = async (
  options: OffboardingQueueOptions,
  onError: (error: unknown) => void,
  internals: QueueInternals,
) => {
  const tables = new Tables(options.schema ?? 'seam_access');
  const database = await openDatabase(options.database, onError);
  const boss = new PgBoss({
    db: database.boss,
    backend: database.backend,
    schema: tables.bossSchema,
    // The worker supervises; schedules are not used.
    supervise: false,
    schedule: false,
    registerInstance: false,
    monitorIntervalSeconds: 1,
    maintenanceIntervalSeconds: 600,
    queueCacheIntervalSeconds: 60,
    ...(internals.bossClock === undefined ? {} : { clock: internals.bossClock as BossClock }),
  });
  boss.on('error', onError);
  const jobs = new Jobs(boss, options.perSystem ?? 4);
  try {
    await database.exclusive(tables.schema, async () => {
      await boss.start();
      await jobs.create();
      await migrate(database, tables);
      if (database.backend === 'pglite' && !isRecovered(database, tables.schema))
        await recoverJobs(database, tables, jobs);
    });
  } catch (error) {
    await boss.stop({ graceful: false, close: false }).catch(onError);
    await database.close();
    throw error;
  }
  return { tables, database, boss, jobs };
};

const invalid = (message: string): AccessError => new AccessError('invalid_option', message);

const lookupsAtATime = 8;
const batchSize = 500;

/** Maps items with several calls at a time, in their order. No more than `size` items are held. */
async function* mapBatches<TItem, TResult>(
  items: Iterable<TItem> | AsyncIterable<TItem>,
  size: number,
  work: (batch: readonly TItem[]) => Promise<readonly TResult[]>,
): AsyncGenerator<TResult> {
  let batch: TItem[] = [];
  for await (const item of items) {
    batch.push(item);
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

/** Like `createOffboardingQueue`, with what tests replace. */
export const createQueueWith = async (
  options: OffboardingQueueOptions,
  internals: QueueInternals = {},
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
  const onError = (error: unknown): void => {
    try {
      options.onError?.(error);
    } catch {
      // A listener must not end the work.
    }
  };
  const { tables, database, boss, jobs } = await open(options, onError, internals);
  const runs = new Runs({ database, tables, jobs, now: () => clock.now() });
  const context: WorkContext = {
    seam,
    database,
    tables,
    jobs,
    runs,
    clock,
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

  const toRun = async (person: Person, add: AddOptions): Promise<NewRun> => {
    const { actor, reason, plan, priority, ...choices } = add;
    return {
      identity: await findPerson(seam, person),
      actor,
      reason,
      choices: plan ? plan.choices : withDefaults(choices),
      plan_hash: plan?.hash,
      urgent: priority === 'urgent',
    };
  };

  const addBatch = async (people: readonly Person[], add: AddOptions): Promise<AddedPerson[]> => {
    const found = await mapLimited(people, lookupsAtATime, (person) =>
      toRun(person, add).then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      ),
    );
    const added = await runs.add(found.flatMap((each) => ('value' in each ? [each.value] : [])));
    worker.wake();
    const next = added.values();
    return found.map((each, at) => {
      const person = people[at] as Person;
      return 'value' in each
        ? Object.assign({ person }, next.next().value as AddedRun)
        : { person, error: each.error };
    });
  };

  const stop = async (options_: { readonly deadline?: number | undefined } = {}): Promise<void> => {
    await worker.stop(options_.deadline ?? 30_000);
    await boss.stop({ graceful: false, close: false });
    await database.close();
  };

  const queue: OffboardingQueue = {
    add: async (person, add) => {
      checkOpen();
      checkAddOptions('add', add);
      const run = await toRun(person, add);
      if (add.plan) checkPlan(add.plan, run.identity.user_identity_id);
      const [added] = await runs.add([run]);
      worker.wake();
      return added as NonNullable<typeof added>;
    },
    addMany: (people, add) => {
      checkOpen();
      checkAddOptions('addMany', add);
      return mapBatches(people, batchSize, (batch) => addBatch(batch, add));
    },
    start: async () => {
      checkOpen();
      await database.query('SELECT 1');
      worker.start();
    },
    stop: async (stopOptions = {}) => {
      checkStopOptions(stopOptions);
      await (stopping ??= stop(stopOptions));
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
 * await using queue = await createOffboardingQueue({ database: 'postgres://localhost/app', seam });
 * await queue.add('ada@example.com', { actor: 'hr@example.com', reason: 'left the company' });
 * await queue.start();
 *
 * @throws AccessError `invalid_option` for invalid options, for a folder that another process uses, and for tables of a newer
 * release; errors of the database
 */
export const createOffboardingQueue = async (options: OffboardingQueueOptions): Promise<OffboardingQueue> =>
  (await createQueueWith(options)).queue;
