import { type Clock as BossClock, PgBoss } from 'pg-boss';
import { openDatabase } from './database.ts';
import type { QueueDatabase } from './queue-database.ts';
import { Jobs, queueName } from './jobs.ts';
import type { OffboardingQueueOptions } from './options.ts';
import { migrate, Tables } from './schema.ts';

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
export const openStorage = async (
  options: OffboardingQueueOptions,
  onError: (error: unknown) => void,
  bossClock: object | undefined,
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
    ...(bossClock === undefined ? {} : { clock: bossClock as BossClock }),
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
