/** `@org/seam-access/queue`: offboards many people, across processes and crashes, with Postgres or PGlite. */
export { createOffboardingQueue } from './create-queue.ts';
export { type EmbeddedDatabase, openEmbeddedDatabase } from './embedded-database.ts';
export type { DatabaseOption, Pool, PoolClient } from './database.ts';
export type { Queryable, Rows } from './queryable.ts';
export type {
  AddedPerson,
  AddedRun,
  AddOptions,
  DeadLetter,
  OffboardingQueue,
  OffboardingQueueOptions,
  QueuedRun,
  QueuedRunSummary,
  QueuedState,
  QueueStatus,
  RunsFilter,
} from './options.ts';
