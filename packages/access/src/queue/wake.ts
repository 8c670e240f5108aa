import type { QueueDatabase } from './database.ts';
import type { Jobs } from './jobs.ts';
import type { Tables } from './schema.ts';

/** At most this many runs are woken by one event. */
const mostRuns = 500;

/** Ids in every event that say nothing about the person. */
const notSubjects = new Set(['event_id', 'workspace_id', 'connected_account_id', 'acs_system_id']);

/** Ids that many people share. They are used where an event names nothing of one person. */
const shared = new Set(['device_id', 'acs_entrance_id', 'acs_access_group_id']);

/** Makes the waiting jobs of the runs that an event concerns due now. */
export const wakeRuns = async (
  database: QueueDatabase,
  { tables, jobs, event }: { tables: Tables; jobs: Jobs; event: object },
): Promise<void> => {
  const named = Object.entries(event).filter(
    ([name, id]) => name.endsWith('_id') && typeof id === 'string' && !notSubjects.has(name),
  );
  const own = named.filter(([name]) => !shared.has(name));
  const ids = (own.length > 0 ? own : named).map(([, id]) => id as string);
  if (ids.length === 0) return;
  const { rows } = await database.query(
    `SELECT run_id FROM ${tables.runs}
    WHERE subjects && $1::text[] AND finished_at IS NULL AND dead_letter IS NULL LIMIT ${mostRuns}`,
    [ids],
  );
  await jobs.hasten((rows as { run_id: string }[]).map(({ run_id }) => run_id));
};
