import type { Plan } from '../offboarding/plan.ts';
import type { QueueDatabase } from './queue-database.ts';
import type { Jobs } from './jobs.ts';
import type { Tables } from './schema.ts';

/** At most this many runs are woken by one event. */
const mostRuns = 500;

/** Ids in every event that say nothing about the person. */
const notSubjects = new Set(['event_id', 'workspace_id', 'connected_account_id', 'acs_system_id']);

/** Ids that many people share. They are used where an event names nothing of one person. */
const shared = new Set(['device_id', 'acs_entrance_id', 'acs_access_group_id']);

/** The properties of a value that name a resource. */
const idsIn = (value: object): [name: string, id: string][] =>
  Object.entries(value).filter(
    (property): property is [string, string] =>
      property[0].endsWith('_id') && typeof property[1] === 'string',
  );

/** The ids by which an event may concern a run: of the person, of what the plan changes, and of its doors. */
export const subjectsOf = ({ user_identity_id, steps, doors }: Plan): string[] => [
  ...new Set([
    user_identity_id,
    ...steps.flatMap(({ change }) => idsIn(change.params).map(([, id]) => id)),
    ...doors.map(({ door }) => door.id),
  ]),
];

/** Makes the waiting jobs of the runs that an event concerns due now. */
export const wakeRuns = async (
  database: QueueDatabase,
  { tables, jobs, event }: { tables: Tables; jobs: Jobs; event: object },
): Promise<void> => {
  const named = idsIn(event).filter(([name]) => !notSubjects.has(name));
  const own = named.filter(([name]) => !shared.has(name));
  const ids = (own.length > 0 ? own : named).map(([, id]) => id);
  if (ids.length === 0) return;
  const { rows } = await database.query(
    `SELECT run_id FROM ${tables.runs}
    WHERE subjects && $1::text[] AND finished_at IS NULL AND dead_letter IS NULL LIMIT ${mostRuns}`,
    [ids],
  );
  await jobs.hasten((rows as { run_id: string }[]).map(({ run_id }) => run_id));
};
