import { isSeamError } from '@org/seam-core';
import { AccessError } from '../access-error.ts';
import { errorType } from '../changes/changes.ts';
import { codeIdsOf } from '../doors/read-grants.ts';
import { unknownDoor } from '../doors/unknown-doors.ts';
import { cancelGrants } from '../revoke/cancel-grants.ts';
import { attemptTimeout, unknownGrantDelay } from '../revoke/unknown-grants.ts';
import { attemptsOf, changeHistory } from './change-history.ts';
import { lastKnownResidual } from './finish-run.ts';
import { finishUp } from './finish-up.ts';
import { elapsed, isDue } from './pace.ts';
import { Contradiction, type Reading, readAgain } from './read-again.ts';
import {
  irrevocableNow,
  isReadOutdated,
  latestStreak,
  regrantedDoors,
  reopenings,
  type Streak,
} from './reads.ts';
import { openResidual, type Remaining, remainingOf } from './remaining.ts';
import { enter, type Run } from './run.ts';
import { pollAfter, type Step, stuck, worked } from './step.ts';

/** A run gives up when doors were granted again this often. */
const mostReopenings = 20;

/** The changes of the plan that have no result yet, of the first phase that has any. */
const plannedStep = ({ plan, log, clock }: Run): (Step & { kind: 'send' }) | undefined => {
  if (log.entries.some(({ type }) => type === 'access_read')) return undefined;
  if (isReadOutdated(log.entries, clock.now())) return undefined;
  const history = changeHistory(log.entries);
  for (const phase of ['containing', 'revoking'] as const) {
    const changes = plan.steps.filter(
      (step) => step.phase === phase && attemptsOf(history, step.change) === undefined,
    );
    if (changes.length > 0) return { kind: 'send', phase, changes };
  }
  return undefined;
};

/** Whether a failed read may succeed later. */
const isTemporary = (error: unknown): boolean =>
  error instanceof Contradiction ||
  (isSeamError(error) &&
    !isSeamError(error, 'SeamForbiddenError') &&
    !isSeamError(error, 'SeamConfigError') &&
    !isSeamError(error, 'SeamAbortError'));

/** Records a failed read. Returns when the first of the failed reads in a row was, in milliseconds. */
const recordFailure = async ({ log }: Run, error: unknown): Promise<number> => {
  const entry = await log.append({ type: 'read_failed', error: errorType(error) });
  const lastOther = log.entries.findLastIndex((each) => each.type !== 'read_failed');
  return Date.parse((log.entries[lastOther + 1] ?? entry).at);
};

/** Reads, or returns the step that follows a failed read. */
const read = async (run: Run): Promise<Reading | Step> => {
  try {
    return await readAgain(run);
  } catch (error) {
    if (isSeamError(error, 'SeamUnauthorizedError'))
      throw new AccessError(
        'unauthorized',
        'Seam does not accept the credential. Continue the run with a valid one.',
        { cause: error },
      );
    if (!isTemporary(error)) throw error;
    const since = await recordFailure(run, error);
    return worked(run, since) >= run.deadline
      ? stuck('unreadable', lastKnownResidual(run))
      : pollAfter(run, since);
  }
};

const record = async (
  { log, plan }: Run,
  { facts, exists, unknown }: Reading,
  { doors, open, irrevocable, changes, isPending }: Remaining,
): Promise<void> => {
  await log.append({
    type: 'access_read',
    is_closed: open.length === 0 && changes.length === 0 && !isPending,
    open: doors.map(({ door, reasons }) => ({ door, via: reasons.map(({ via }) => via) })),
    irrevocable: [...irrevocable, ...unknown.map(unknownDoor)],
    user_identity_exists: exists,
    access_code_ids: codeIdsOf(facts.access_grants),
    acs_users: facts.acs_users.map(({ acs_user, entrances }) => ({
      acs_user_id: acs_user.acs_user_id,
      acs_system_id: acs_user.acs_system_id,
      is_linked: acs_user.user_identity_id === plan.user_identity_id,
      is_clear: entrances.length === 0,
    })),
  });
};

/** The step after a read that found something to close, or something pending. */
const closeWhatIsLeft = async (run: Run, remaining: Remaining, streak: Streak): Promise<Step> => {
  const { log, clock } = run;
  const { entries } = log;
  const history = changeHistory(entries);
  const residual = () => [
    ...openResidual(remaining.open, { history, regranted: regrantedDoors(entries) }),
    ...remaining.waiting,
    ...irrevocableNow(entries, clock.now()),
  ];
  if (reopenings(entries) >= mostReopenings) return stuck('regranted', residual());
  if (worked(run, streak.since) >= run.deadline)
    return stuck(remaining.open.length > 0 ? 'doors_open' : 'changes_pending', residual());
  // What had an effect and is there again was granted again: there is nothing to wait for.
  const changes = remaining.changes.filter(
    (each) =>
      attemptsOf(history, each.change)?.hasWorked === true ||
      each.isUnproven === true ||
      isDue(run, history, each),
  );
  if (changes.length === 0) return pollAfter(run, streak.since);
  await enter(run, 'revoking');
  return { kind: 'send', phase: 'revoking', changes };
};

/**
 * Determines what a run does next. Everything follows from the entries of its journal and from what Seam says now, so any
 * process can call it: with a log that has every entry of the run, when no change of the run is being sent. It reads, and
 * records what it read and which state the run is in. It sends no change.
 *
 * The order: the planned changes of `containing`, then those of `revoking`; then reads, and changes for what they show to be
 * left, until two reads with the settle delay between find everything closed; then `unlinking` and `deleting`, each until a
 * read shows the effect.
 *
 * @throws AccessError `unauthorized` when Seam does not accept the credential
 */
export const nextStep = async (run: Run): Promise<Step> => {
  const { log, plan, client, clientClock, settle } = run;
  const end = log.entries.at(-1);
  if (end?.type === 'run_finished')
    return { kind: 'end', state: end.state, residual: end.residual, cause: end.cause };

  if (!log.entries.some(({ type }) => type === 'access_read'))
    await cancelGrants(client, plan.user_identity_id);
  const planned = plannedStep(run);
  if (planned) {
    await enter(run, planned.phase);
    return planned;
  }

  if (log.state !== 'unlinking' && log.state !== 'deleting') await enter(run, 'verifying');
  // A cancelled grant that may still arrive must have arrived before the second read.
  const mayArrive = unknownGrantDelay(client, plan.user_identity_id, clientClock.now().getTime()) > 0;
  const delay = mayArrive ? Math.max(settle, attemptTimeout) : settle;
  const reading = await read(run);
  if ('kind' in reading) return reading;
  const remaining = remainingOf(reading.facts, {
    choices: plan.choices,
    history: changeHistory(log.entries),
  });
  await record(run, reading, remaining);
  const streak = latestStreak(log.entries) as Streak;
  if (!streak.isClosed) return await closeWhatIsLeft(run, remaining, streak);
  const closedFor = elapsed(run, streak.since);
  if (streak.reads < 2 || closedFor < delay) return { kind: 'wait', ms: Math.max(1, delay - closedFor) };
  return await finishUp(run, reading, { ...remaining, streak });
};
