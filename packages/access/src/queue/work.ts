import { AccessError } from '../access-error.ts';
import { readFacts } from '../doors/read-facts.ts';
import { codeIdsOf } from '../doors/read-grants.ts';
import { checkJournal } from '../journal/check-chain.ts';
import type { JournalEntry } from '../journal/journal.ts';
import { lastKnownResidual } from '../offboarding/finish-run.ts';
import { notifyHooks } from '../offboarding/hooks.ts';
import { nextStep } from '../offboarding/next-step.ts';
import type { Step } from '../offboarding/step.ts';
import { planFrom } from '../offboarding/plan.ts';
import { type DueChange, sendChanges } from '../offboarding/send-changes.ts';
import { receiptOf } from '../receipt/receipt.ts';
import { FencedRun, type Work, type WorkContext } from './fenced-run.ts';
import { guardedClient } from './guard.ts';
import type { JobData } from './jobs.ts';
import { readEntries } from './journal.ts';
import { LeaseError } from './lease.ts';
import type { RunHeader } from './runs.ts';

type LaneData = Extract<JobData, { kind: 'lane' }>;

/** How many requests a job sends at a time where no access system limits them. */
const requestsAtATime = 4;

const outdated = (): AccessError =>
  new AccessError(
    'plan_outdated',
    'The access of the person has changed since the plan was made. Cancel the run, and add one with a new plan.',
  );

/** Makes the plan of a run, and records it as the first entry. */
const recordPlan = async (
  { seam, clock }: WorkContext,
  { lease }: Work,
  { header, run }: { header: RunHeader; run: FencedRun },
): Promise<void> => {
  const { run_id, user_identity_id, actor, reason, choices, plan_hash } = header;
  const client = guardedClient(seam, lease);
  const identity = await client.userIdentities.get({ user_identity_id });
  const facts = await readFacts(client, identity, { concurrency: requestsAtATime, clock });
  const plan = planFrom(facts, choices);
  if (plan_hash !== null && plan_hash !== plan.hash) throw outdated();
  const access_code_ids = codeIdsOf(facts.access_grants);
  await run.log().append({ type: 'run_started', run_id, actor, reason, plan, access_code_ids });
};

/** The changes of a step by access system, in their order: each is a lane. */
const lanesOf = (changes: readonly DueChange[]): Map<string | null, DueChange[]> => {
  const lanes = new Map<string | null, DueChange[]>();
  for (const change of changes) {
    const system = change.acs_system_id ?? null;
    lanes.set(system, [...(lanes.get(system) ?? []), change]);
  }
  return lanes;
};

/** Settles a job of the kind `next`: in one transaction, it ends and what follows is written. */
const settleNext = async (
  context: WorkContext,
  { job, lease }: Work,
  { run, step }: { run: FencedRun; step: Step },
): Promise<void> => {
  const { database, tables, jobs, signingKey, hooks } = context;
  const { run_id } = job.data;
  const { priority } = run.header;
  const appended: JournalEntry[] = [];
  await lease.idle();
  lease.checkWrite();
  await database.transaction(async (transaction) => {
    if (step.kind === 'end') {
      const { kind: _, ...end } = step;
      if (run.entries.at(-1)?.type !== 'run_finished')
        appended.push(await run.log(transaction, {}).append({ type: 'run_finished', ...end }));
      const receipt = receiptOf(run.entries, signingKey);
      if (receipt) {
        const { entries: __, ...rest } = receipt;
        await transaction.query(
          `INSERT INTO ${tables.receipts} (run_id, receipt) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
          [run_id, JSON.stringify(rest)],
        );
      }
    }
    await jobs.settle(transaction, job);
    if (step.kind === 'wait') {
      // A request to cancel makes the waiting job due, or is read here.
      const { rows } = await transaction.query(
        `SELECT cancel_requested_at IS NOT NULL AS is_cancelling FROM ${tables.runs} WHERE run_id = $1 FOR UPDATE`,
        [run_id],
      );
      const delay = (rows[0] as { is_cancelling: boolean }).is_cancelling ? 0 : step.ms;
      await jobs.send(transaction, [{ kind: 'next', run_id, failures: 0 }], { delay, priority });
    }
    if (step.kind !== 'send') return;
    const lanes = [...lanesOf(step.changes)].map(([system, changes]): JobData => ({
      kind: 'lane',
      run_id,
      failures: 0,
      phase: step.phase,
      system,
      changes,
    }));
    await transaction.query(`UPDATE ${tables.runs} SET lanes_left = $2 WHERE run_id = $1`, [
      run_id,
      lanes.length,
    ]);
    await jobs.send(transaction, lanes, { priority });
  });
  for (const entry of appended) if (hooks) notifyHooks(hooks, entry, { run_id, entries: run.entries });
};

/** Ends a run that has no plan yet: there is nothing to prove. */
const cancelUnstarted = async (
  { database, tables, jobs, clock }: WorkContext,
  { job }: Work,
): Promise<void> => {
  await database.transaction(async (transaction) => {
    await jobs.settle(transaction, job);
    await transaction.query(
      `UPDATE ${tables.runs} SET state = 'cancelled', finished_at = $2 WHERE run_id = $1`,
      [job.data.run_id, clock.now().toISOString()],
    );
  });
};

/** Plans the run, or determines its next step. */
const workOnNext = async (context: WorkContext, work: Work): Promise<void> => {
  const { database, tables, jobs, runs } = context;
  const { job } = work;
  const { run_id } = job.data;
  const header = await runs.header(run_id);
  if (!header || header.is_finished) {
    await database.transaction((transaction) => jobs.settle(transaction, job));
    return;
  }
  const entries = await readEntries(database, tables, run_id);
  // A cancelled run sends nothing more, and its person needs another one.
  if (!header.is_cancelling) checkJournal(entries);
  const run = new FencedRun(context, work, { header, entries });
  if (run.entries.length === 0) {
    if (header.is_cancelling) {
      await cancelUnstarted(context, work);
      return;
    }
    await recordPlan(context, work, { header, run });
  }
  const opened = run.open(requestsAtATime);
  const isOver = run.entries.at(-1)?.type === 'run_finished';
  const step: Step =
    header.is_cancelling && !isOver
      ? { kind: 'end', state: 'cancelled', residual: lastKnownResidual(opened) }
      : await nextStep(opened);
  await settleNext(context, work, { run, step });
};

/** Ends a lane. The last one that ends sends the job that comes next, in the same transaction. */
const settleLane = async ({ database, tables, jobs }: WorkContext, { job, lease }: Work): Promise<void> => {
  const { run_id } = job.data;
  await lease.idle();
  lease.checkWrite();
  await database.transaction(async (transaction) => {
    await jobs.settle(transaction, job);
    const { rows } = await transaction.query(
      `UPDATE ${tables.runs} SET lanes_left = lanes_left - 1 WHERE run_id = $1 RETURNING lanes_left, priority`,
      [run_id],
    );
    const { lanes_left, priority } = rows[0] as { lanes_left: number; priority: number };
    if (lanes_left === 0) await jobs.send(transaction, [{ kind: 'next', run_id, failures: 0 }], { priority });
  });
};

/** Sends the changes of a lane. To an access system one at a time: its limit counts lanes. */
const workOnLane = async (context: WorkContext, work: Work, data: LaneData): Promise<void> => {
  const { database, tables, runs } = context;
  const { run_id, system, phase, changes } = data;
  const header = await runs.header(run_id);
  if (header && !header.is_cancelling && !header.is_finished) {
    const entries = await readEntries(database, tables, run_id);
    checkJournal(entries);
    const run = new FencedRun(context, work, { header, entries });
    try {
      await sendChanges(run.open(system === null ? requestsAtATime : 1), { phase, changes });
    } catch (error) {
      if (!(error instanceof LeaseError && error.end === 'cancelled')) throw error;
    }
  }
  await settleLane(context, work);
};

/** Carries out a job, and settles it. */
export const workOn = async (shared: WorkContext, work: Work): Promise<void> => {
  const context = { ...shared, clock: await shared.readClock() };
  const { data } = work.job;
  await (data.kind === 'lane' ? workOnLane(context, work, data) : workOnNext(context, work));
};
