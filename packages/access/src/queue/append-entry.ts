import type { JournalEntry, JournalEvent } from '../journal/journal.ts';
import type { RunState } from '../offboarding/states.ts';
import { queueName } from './jobs.ts';
import type { Claim } from './lease.ts';
import type { Queryable } from './queryable.ts';
import type { Tables } from './schema.ts';
import { subjectsOf } from './wake.ts';

const stateAfter = (event: JournalEvent): RunState | undefined => {
  if (event.type === 'run_started') return 'planned';
  return event.type === 'state_changed' || event.type === 'run_finished' ? event.state : undefined;
};

/**
 * Appends an entry in one statement: it checks the claim, moves the head of the run and inserts the entry, or does nothing. A
 * run does not end when its person was added again since its last read began.
 * The row of the job is locked first and then that of the run, as everywhere.
 */
export const appendEntry = async (
  { query }: Queryable,
  tables: Tables,
  {
    run_id,
    entry,
    claim,
    times_added,
  }: {
    readonly run_id: string;
    readonly entry: JournalEntry;
    readonly claim: Claim | undefined;
    /** How often the person had been added when the read began that the entry follows from. */
    readonly times_added?: number | undefined;
  },
): Promise<boolean> => {
  const started = entry.type === 'run_started' ? entry : undefined;
  const values: unknown[] = [
    run_id,
    entry.seq,
    entry.hash,
    stateAfter(entry) ?? null,
    JSON.stringify(entry),
    entry.type === 'run_finished' ? entry.at : null,
    started ? entry.at : null,
    started ? started.plan.hash : null,
    started ? subjectsOf(started.plan) : null,
    entry.type === 'run_finished' ? (times_added ?? null) : null,
  ];
  if (claim) values.push(queueName, claim.id, claim.retryCount);
  const { rows } = await query(
    `WITH ${
      claim
        ? `fence AS (
      SELECT id FROM ${tables.jobs}
      WHERE name = $11 AND id = $12::uuid AND state = 'active' AND retry_count = $13 FOR KEY SHARE
    ), `
        : ''
    }head AS (
      UPDATE ${tables.runs} SET
        last_seq = $2, last_hash = $3, state = coalesce($4, state),
        started_at = coalesce($7::timestamptz, started_at), plan_hash = coalesce($8, plan_hash),
        finished_at = $6::timestamptz,
        subjects = CASE WHEN $6::timestamptz IS NULL THEN coalesce($9::text[], subjects) ELSE '{}' END
      ${claim ? 'FROM fence' : ''}
      WHERE run_id = $1 AND last_seq = $2 - 1 AND finished_at IS NULL
        AND times_added = coalesce($10::integer, times_added)
      ${entry.type === 'step_started' ? `AND cancel_requested_at IS NULL AND NOT EXISTS (SELECT FROM ${tables.control} WHERE is_paused)` : ''}
      RETURNING run_id
    )
    INSERT INTO ${tables.entries} (run_id, seq, entry) SELECT run_id, $2, $5 FROM head RETURNING seq`,
    values,
  );
  return rows.length === 1;
};
