import type { JobData, Jobs } from './jobs.ts';
import type { Queryable } from './queryable.ts';
import type { Tables } from './schema.ts';

/** A run that may be a dead letter, as its locked row has it. */
export interface DeadRun {
  readonly run_id: string;
  readonly priority: number;
  readonly dead_jobs: readonly JobData[] | null;
}

/** Sends the jobs of a dead letter again, within a transaction that has locked the run. */
export const revive = async (
  transaction: Queryable,
  { tables, jobs }: { readonly tables: Tables; readonly jobs: Jobs },
  { run_id, priority, dead_jobs: dead }: DeadRun,
): Promise<void> => {
  if (!dead || dead.length === 0) return;
  await transaction.query(
    `UPDATE ${tables.runs} SET dead_letter = NULL, dead_jobs = NULL WHERE run_id = $1`,
    [run_id],
  );
  await jobs.send(transaction, dead, { priority });
};
