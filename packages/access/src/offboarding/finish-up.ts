import { attemptsOf, changeHistory } from './change-history.ts';
import { isDue } from './pace.ts';
import type { Reading } from './read-again.ts';
import { irrevocableNow, type Streak } from './reads.ts';
import type { Remaining } from './remaining.ts';
import { enter, type Run } from './run.ts';
import type { DueChange } from './send-changes.ts';
import type { StuckCause } from './states.ts';
import { pollAfter, type Step, stuck, worked } from './step.ts';

interface FollowUp {
  readonly phase: 'unlinking' | 'deleting';
  readonly changes: readonly DueChange[];
  readonly cause: StuckCause;
}

/** The step of a change that follows the verification, until a read shows its effect. */
const followUp = async (run: Run, { phase, changes, cause }: FollowUp): Promise<Step> => {
  const { log, clock } = run;
  const entered = log.entries.findLast(({ type }) => type === 'state_changed');
  const since = log.state === phase && entered ? Date.parse(entered.at) : clock.now().getTime();
  if (worked(run, since) >= run.deadline) return stuck(cause, irrevocableNow(log.entries, clock.now()));
  const history = changeHistory(log.entries);
  const due = changes.filter((change) => isDue(run, history, change));
  if (due.length === 0) return pollAfter(run, since);
  await enter(run, phase);
  return { kind: 'send', phase, changes: due };
};

/** The step after two reads, with the settle delay between, that found everything closed. */
export const finishUp = async (
  run: Run,
  { facts, exists }: Reading,
  { unproven, streak }: Pick<Remaining, 'unproven'> & { readonly streak: Streak },
): Promise<Step> => {
  const { log, plan, clock } = run;
  const { user_identity_id, choices } = plan;
  // Whether that access was granted again no read shows, so it is revoked once more after the settle delay.
  const history = changeHistory(log.entries);
  const again = unproven.filter((change) => (attemptsOf(history, change)?.seq ?? 0) < streak.seq);
  if (again.length > 0) {
    await enter(run, 'revoking');
    return { kind: 'send', phase: 'revoking', changes: again.map((change) => ({ change })) };
  }
  // One that can still open an entrance stays linked: it would be out of reach of the next read of the person.
  const clear = facts.acs_users.filter(
    ({ acs_user, entrances }) =>
      acs_user.user_identity_id === user_identity_id && entrances.length === 0 && exists,
  );
  if (choices.unlinkAcsUsers && clear.length > 0) {
    const changes = clear.map(({ acs_user: { acs_user_id, acs_system_id } }): DueChange => ({
      change: { path: '/user_identities/remove_acs_user', params: { user_identity_id, acs_user_id } },
      acs_system_id,
    }));
    return await followUp(run, { phase: 'unlinking', changes, cause: 'acs_user_linked' });
  }
  const residual = irrevocableNow(log.entries, clock.now());
  if (residual.length > 0) return { kind: 'end', state: 'complete_with_residual', residual };
  if (!choices.deleteUserIdentity || !exists) return { kind: 'end', state: 'complete', residual };
  const change = { path: '/user_identities/delete', params: { user_identity_id } } as const;
  return await followUp(run, { phase: 'deleting', changes: [{ change }], cause: 'user_identity_exists' });
};
