import { isSeamError } from '@org/seam-core';
import type { Change } from '../changes/changes.ts';
import type { Residual } from '../doors/door.ts';
import { cancelGrants } from '../revoke/cancel-grants.ts';
import { AppliedChanges, enter, finish, type Run, sendChanges, sendPlanned } from './run.ts';
import { type Verification, verifyOnce } from './verify.ts';

/** What comes next: nothing, because the run has ended, or the next advance in some milliseconds. */
export type Next = { readonly ended: true } | { readonly ended: false; readonly wait: number };

const ended: Next = { ended: true };
const firstPoll = 500;
const longestPoll = 15_000;

/** The pause after a read that was not the last: it grows with the number of reads. */
const pauseOf = ({ log }: Run): number => {
  const reads = log.entries.filter(({ type }) => type === 'access_read').length;
  return Math.min(firstPoll * 2 ** Math.min(reads, 16), longestPoll);
};

/** Whether a state was entered so long ago that the run gives up. */
const isOverdue = ({ log, clock, deadline }: Run, state: 'verifying' | 'deleting'): boolean => {
  const first = log.entries.find((entry) => entry.type === 'state_changed' && entry.state === state);
  return first !== undefined && clock.now().getTime() - Date.parse(first.at) >= deadline;
};

/** Unlinks the ACS users that open nothing. Another one would keep its credentials, out of reach of the next read. */
const unlink = async (run: Run, { facts }: Verification): Promise<void> => {
  const clear = facts.acs_users
    .filter(({ entrances, acs_user }) => entrances.length === 0 && acs_user.user_identity_id !== undefined)
    .map(({ acs_user: { acs_user_id } }): Change => ({
      path: '/user_identities/remove_acs_user',
      params: { user_identity_id: run.plan.user_identity_id, acs_user_id },
    }));
  await enter(run, 'unlinking');
  await sendChanges(run, 'unlinking', clear);
};

/** Deletes the user identity, and reads whether it is gone. */
const deleteIdentity = async (run: Run): Promise<Next> => {
  const { seam, plan, log, clock } = run;
  const { user_identity_id } = plan;
  const change: Change = { path: '/user_identities/delete', params: { user_identity_id } };
  await enter(run, 'deleting');
  const applied = new AppliedChanges(log.entries);
  if (!applied.has(change) || applied.isOld(change, clock.now()))
    await sendChanges(run, 'deleting', [change]);
  const isGone = await seam.userIdentities.get({ user_identity_id }).then(
    () => false,
    (error: unknown) => isSeamError(error, 'SeamNotFoundError'),
  );
  if (isGone) return await end(run, 'complete');
  if (isOverdue(run, 'deleting')) return await end(run, 'stuck');
  return { ended: false, wait: longestPoll };
};

const end = async (
  run: Run,
  state: 'complete' | 'complete_with_residual' | 'stuck' | 'cancelled',
  residual: readonly Residual[] = [],
): Promise<Next> => {
  await finish(run, state, residual);
  return ended;
};

/** Whether a failed read may succeed later. */
const isTemporary = (error: unknown): boolean =>
  isSeamError(error) &&
  !isSeamError(error, 'SeamUnauthorizedError') &&
  !isSeamError(error, 'SeamForbiddenError') &&
  !isSeamError(error, 'SeamAbortError');

const verify = async (run: Run): Promise<Next> => {
  const verification = await verifyOnce(run);
  const { isClosed, closedFor, residual } = verification;
  if (!isClosed)
    return isOverdue(run, 'verifying')
      ? await end(run, 'stuck', residual)
      : { ended: false, wait: pauseOf(run) };
  if (closedFor === undefined || closedFor < run.settle)
    return { ended: false, wait: Math.max(1, run.settle - (closedFor ?? 0)) };
  const { choices } = run.plan;
  if (choices.unlinkAcsUsers) await unlink(run, verification);
  if (residual.length > 0) return await end(run, 'complete_with_residual', residual);
  return choices.deleteUserIdentity ? await deleteIdentity(run) : await end(run, 'complete');
};

/**
 * Carries a run on as far as it goes without waiting. What to do follows from the journal alone, so any process can call it
 * next: the order is contain, revoke, verify, unlink, delete.
 */
export const advance = async (run: Run): Promise<Next> => {
  const { log, plan, seam } = run;
  if (log.entries.at(-1)?.type === 'run_finished') return ended;
  if (log.state === 'deleting') return await deleteIdentity(run);
  if (!log.entries.some(({ type }) => type === 'access_read')) {
    await cancelGrants(seam, plan.user_identity_id);
    await enter(run, 'containing');
    await sendPlanned(run, 'containing');
    await enter(run, 'revoking');
    await sendPlanned(run, 'revoking');
  }
  try {
    return await verify(run);
  } catch (error) {
    if (!isTemporary(error) || isOverdue(run, 'verifying')) throw error;
    return { ended: false, wait: pauseOf(run) };
  }
};

/** Ends a run that its caller aborted. What may still be open is what the last read showed, or else the plan. */
export const cancel = async (run: Run): Promise<void> => {
  const { log, plan } = run;
  const last = log.entries.findLast((entry) => entry.type === 'access_read');
  const open = (last?.open ?? plan.doors).map(({ door }): Residual => ({
    door,
    cause: 'pending',
    until: null,
  }));
  await end(run, 'cancelled', [...open, ...plan.irrevocable]);
};
