/** `@org/seam-access/queue`: offboards many people, across processes and crashes, with Postgres or PGlite. */
export { createOffboardingQueue } from './create-queue.ts';
export { type EmbeddedDatabase, openEmbeddedDatabase } from './embedded-database.ts';
export type { DatabaseOption } from './database.ts';
export type { Pool, PoolClient } from './postgres-database.ts';
export type { Queryable, Rows } from './queryable.ts';
export type { AddedPerson, AddedRun, OffboardingQueue } from './offboarding-queue.ts';
export type { AddOptions, OffboardingQueueOptions, RunsFilter } from './options.ts';
export type { DeadLetter, QueuedRun, QueuedRunSummary, QueuedState, QueueStatus } from './queued-run.ts';
