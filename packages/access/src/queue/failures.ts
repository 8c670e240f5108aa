import { isSeamError } from '@org/seam-core';
import { AccessError } from '../access-error.ts';
import { isAbsent } from '../changes/changes.ts';
import type { WorkContext } from './fenced-run.ts';
import type { JobData, TakenJob } from './jobs.ts';
import type { Queryable } from './queryable.ts';
import type { DeadLetter } from './queued-run.ts';
import type { Tables } from './schema.ts';

/** A job becomes a dead letter after this many failures. */
const mostFailures = 8;
/** A job that many processes died with is suspected of ending them. */
const mostCrashes = 50;
const firstDelay = 1000;
const longestDelay = 60_000;

/** Whether Seam does not accept the credential: a repetition fails the same way, for every run. */
const isUnauthorized = (error: unknown): boolean =>
  isSeamError(error, 'SeamUnauthorizedError') ||
  (error instanceof AccessError && error.code === 'unauthorized');

const codeOf = (error: unknown): string => {
  if (isUnauthorized(error)) return 'unauthorized';
  if (error instanceof AccessError) return error.code;
  if (isSeamError(error, 'SeamApiError')) return error.type;
  return error instanceof Error ? error.name : 'unknown';
};

const letterOf = (error: unknown, at: Date): DeadLetter => ({
  code: codeOf(error),
  message: error instanceof Error ? error.message : String(error),
  at: at.toISOString(),
});

/** Whether Seam or the network failed: that ends by itself, however long it takes. */
const isOutage = (error: unknown): boolean =>
  isSeamError(error, 'SeamConnectionError') ||
  isSeamError(error, 'SeamTimeoutError') ||
  isSeamError(error, 'SeamInvalidResponseError') ||
  isSeamError(error, 'SeamRateLimitError') ||
  isSeamError(error, 'SeamServerError');

/** Whether a repetition would fail the same way. */
const isFinal = (error: unknown): boolean =>
  isUnauthorized(error) ||
  (error instanceof AccessError && ['plan_outdated', 'journal_invalid'].includes(error.code)) ||
  // Another 404 is about something that Seam has listed.
  (isAbsent(error) && codeOf(error) === 'user_identity_not_found');

export const isCrashLoop = ({ retryCount }: TakenJob): boolean => retryCount >= mostCrashes;

export const crashLoop = ({ retryCount }: TakenJob): Error =>
  Object.assign(new Error(`${retryCount} processes ended while they worked on this job.`), {
    name: 'CrashLoop',
  });

/** What the next job of a run depends on. */
interface RunRow {
  readonly priority: number;
  readonly is_cancelling: boolean;
}

/** Locks the run of a job that was settled. */
const lockRun = async ({ query }: Queryable, tables: Tables, { data }: TakenJob): Promise<RunRow> => {
  const { rows } = await query(
    `SELECT priority, cancel_requested_at IS NOT NULL AS is_cancelling FROM ${tables.runs} WHERE run_id = $1 FOR UPDATE`,
    [data.run_id],
  );
  return (rows[0] as RunRow | undefined) ?? { priority: 0, is_cancelling: false };
};

/**
 * Puts a failed job back with a delay, or makes it a dead letter: the run keeps its state, and `retry` continues it. A run that
 * is being cancelled sends nothing more, so its job is put back whatever failed.
 */
export const settleFailure = async (
  { database, tables, jobs, clock }: WorkContext,
  job: TakenJob,
  error: unknown,
): Promise<void> => {
  const failures = job.data.failures + 1;
  const data: JobData = { ...job.data, failures };
  await database.transaction(async (transaction) => {
    await jobs.settle(transaction, job);
    const { priority, is_cancelling } = await lockRun(transaction, tables, job);
    const isRepeated = isOutage(error) || (failures < mostFailures && !isFinal(error) && !isCrashLoop(job));
    if (isRepeated || is_cancelling) {
      const delay = Math.min(firstDelay * 2 ** Math.min(failures - 1, 16), longestDelay);
      await jobs.send(transaction, [data], { delay, priority });
      return;
    }
    await transaction.query(
      `UPDATE ${tables.runs} SET dead_letter = $2,
        dead_jobs = (coalesce(dead_jobs::jsonb, '[]'::jsonb) || $3::jsonb)::json
      WHERE run_id = $1`,
      [
        job.data.run_id,
        JSON.stringify(letterOf(error, clock.now())),
        JSON.stringify([{ ...data, failures: 0 }]),
      ],
    );
  });
};

/** Puts a job back as it was, for another worker or for later. */
export const putBack = async ({ database, tables, jobs }: WorkContext, job: TakenJob): Promise<void> => {
  await database.transaction(async (transaction) => {
    await jobs.settle(transaction, job);
    const { priority } = await lockRun(transaction, tables, job);
    await jobs.send(transaction, [job.data], { priority });
  });
};
