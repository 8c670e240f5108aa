import { randomUUID } from 'node:crypto';
import type { UserIdentity } from '@org/seam-core';
import { AccessError } from '../access-error.ts';
import { type PlanChoices, withDefaults } from '../offboarding/plan-choices.ts';
import { type DeadRun, revive } from './revive.ts';
import { urgentPriority } from './jobs.ts';
import type { AddedRun } from './offboarding-queue.ts';
import type { AddOptions } from './options.ts';
import type { Queryable } from './queryable.ts';
import type { RunStore } from './runs.ts';
import type { Tables } from './schema.ts';

/** A run to add. */
export interface NewRun {
  readonly identity: UserIdentity;
  readonly actor: string;
  readonly reason: string;
  readonly choices: PlanChoices;
  readonly plan_hash: string | undefined;
  readonly urgent: boolean;
}

/** What a person is offboarded with. */
export type RunTerms = Omit<NewRun, 'identity'>;

/** The terms of the options, as a copy: the caller may use the object for others. */
export const termsOf = ({ actor, reason, plan, priority, ...choices }: AddOptions): RunTerms => ({
  actor,
  reason,
  choices: plan ? plan.choices : withDefaults(choices),
  plan_hash: plan?.hash,
  urgent: priority === 'urgent',
});

const labelOf = ({ full_name, email_address, user_identity_key }: UserIdentity): string | null =>
  full_name ?? email_address ?? user_identity_key;

/** A text as Postgres can store it: without NUL and without halves of characters, which would fail a whole batch. */
const storable = (text: string): string => Buffer.from(text).toString().replaceAll('\0', '\uFFFD');

/** A run of a person that has one. */
interface LiveRun {
  readonly user_identity_id: string;
  readonly run_id: string;
  /** `null` before its plan is made. */
  readonly plan_hash: string | null;
  /** Whether it does nothing more for the person: it is being cancelled, or has ended since. */
  readonly is_over: boolean;
}

const hasOtherPlan = ({ run_id }: LiveRun): AccessError =>
  new AccessError(
    'plan_outdated',
    `The person has the live run ${run_id}, which does not carry out this plan. Cancel it first, or add the person without a plan.`,
  );

const isEnding = ({ run_id }: Pick<LiveRun, 'run_id'>): AccessError =>
  new AccessError(
    'run_finished',
    `The run ${run_id} of the person is being cancelled, or has just ended. Add the person again when it has ended.`,
  );

/** Why a live run does not do what is asked for. */
const obstacleIn = (run: LiveRun, plan_hash: string | undefined): AccessError | undefined => {
  if (run.is_over) return isEnding(run);
  return plan_hash !== undefined && plan_hash !== run.plan_hash ? hasOtherPlan(run) : undefined;
};

/**
 * Continues live runs of people who are added again: each reads once more before it ends, and one that failed is retried. Urgent
 * ones go ahead. Returns the ids of those that are live still. The jobs are locked first and then the runs, as everywhere.
 */
const continueRuns = async (
  transaction: Queryable,
  store: RunStore,
  runs: readonly { readonly run_id: string; readonly isUrgent: boolean }[],
): Promise<ReadonlySet<string>> => {
  if (runs.length === 0) return new Set();
  const { tables, jobs } = store;
  const urgent = runs.flatMap(({ run_id, isUrgent }) => (isUrgent ? [run_id] : [])).toSorted();
  await jobs.expedite(transaction, urgent);
  // Locked in one order: two processes that add the same people would wait for each other.
  const { rows } = await transaction.query(
    `WITH live AS (
      SELECT run_id FROM ${tables.runs}
      WHERE run_id = ANY($1::text[]) AND finished_at IS NULL AND cancel_requested_at IS NULL
      ORDER BY run_id FOR UPDATE
    )
    UPDATE ${tables.runs} AS runs SET times_added = times_added + 1,
      priority = CASE WHEN runs.run_id = ANY($2::text[]) THEN ${urgentPriority} ELSE priority END
    FROM live WHERE runs.run_id = live.run_id
    RETURNING runs.run_id, priority, dead_jobs`,
    [runs.map(({ run_id }) => run_id), urgent],
  );
  for (const row of rows as DeadRun[]) await revive(transaction, store, row);
  return new Set((rows as DeadRun[]).map(({ run_id }) => run_id));
};

/** The live runs of people, by user identity. One may have ended since, so the last run counts. */
const liveRunsOf = async (
  { query }: Queryable,
  tables: Tables,
  people: readonly { readonly user_identity_id: string }[],
): Promise<Map<string, LiveRun>> => {
  if (people.length === 0) return new Map();
  const { rows } = await query(
    `SELECT DISTINCT ON (user_identity_id) user_identity_id, run_id, plan_hash,
      cancel_requested_at IS NOT NULL OR finished_at IS NOT NULL AS is_over
    FROM ${tables.runs}
    WHERE user_identity_id = ANY($1::text[]) ORDER BY user_identity_id, number DESC`,
    [people.map(({ user_identity_id }) => user_identity_id)],
  );
  return new Map((rows as LiveRun[]).map((row) => [row.user_identity_id, row]));
};

/**
 * Adds runs with their first jobs, in one transaction. A person with a live run gets that one, which is continued, or the error
 * why it does not do what is asked for: `plan_outdated` for another plan, `run_finished` for one that is being cancelled.
 */
export const addRuns = async (
  store: RunStore,
  added: readonly NewRun[],
): Promise<(AddedRun | AccessError)[]> => {
  const { database, tables, jobs, now } = store;
  const rows = added.map(({ identity, actor, reason, choices, plan_hash, urgent }) => ({
    run_id: randomUUID(),
    user_identity_id: identity.user_identity_id,
    person: storable(labelOf(identity) ?? '') || null,
    actor: storable(actor),
    reason: storable(reason),
    choices,
    plan_hash,
    priority: urgent ? urgentPriority : 0,
  }));
  // Two processes that add the same people in different orders would wait for each other.
  const inOrder = rows.toSorted((one, other) => (one.user_identity_id < other.user_identity_id ? -1 : 1));
  return await database.transaction(async (transaction) => {
    const inserted = await transaction.query(
      `INSERT INTO ${tables.runs}
        (run_id, user_identity_id, person, actor, reason, choices, plan_hash, priority, created_at)
      SELECT run_id, user_identity_id, person, actor, reason, choices, plan_hash, priority, $2
      FROM json_to_recordset($1::json) AS new (run_id text, user_identity_id text, person text, actor text, reason text,
        choices json, plan_hash text, priority integer)
      ON CONFLICT (user_identity_id) WHERE finished_at IS NULL DO NOTHING RETURNING run_id`,
      [JSON.stringify(inOrder), now().toISOString()],
    );
    const isNew = new Set((inserted.rows as { run_id: string }[]).map(({ run_id }) => run_id));
    for (const priority of [0, urgentPriority])
      await jobs.send(
        transaction,
        rows
          .filter((row) => isNew.has(row.run_id) && row.priority === priority)
          .map(({ run_id }) => ({ kind: 'next', run_id, failures: 0 })),
        { isFirst: true, priority },
      );
    const others = rows.filter(({ run_id }) => !isNew.has(run_id));
    const live = await liveRunsOf(transaction, tables, others);
    const found = rows.map(({ run_id, user_identity_id, plan_hash }): AddedRun | AccessError => {
      const other = live.get(user_identity_id);
      if (isNew.has(run_id) || !other) return { run_id, user_identity_id, isNew: isNew.has(run_id) };
      return obstacleIn(other, plan_hash) ?? { run_id: other.run_id, user_identity_id, isNew: false };
    });
    const isLive = await continueRuns(
      transaction,
      store,
      found.flatMap((each, index) =>
        'isNew' in each && !each.isNew
          ? [{ run_id: each.run_id, isUrgent: rows[index]?.priority === urgentPriority }]
          : [],
      ),
    );
    return found.map((each) =>
      'isNew' in each && !each.isNew && !isLive.has(each.run_id) ? isEnding(each) : each,
    );
  });
};
