import { isSeamError } from '@org/seam-core';
import type { Change } from '../changes/changes.ts';
import type { Residual } from '../doors/door.ts';
import { explainDoors } from '../doors/explain-doors.ts';
import { type AccessFacts, readAcsUserFacts, readFacts } from '../doors/read-facts.ts';
import type { JournalEntry } from '../journal/journal.ts';
import { type Remaining, remainingOf } from './remaining.ts';
import { AppliedChanges, enter, type Run, sendChanges } from './run.ts';

/** The ACS users of the plan. They remain when somebody deletes the user identity during the run. */
const plannedAcsUsers = ({ plan }: Run): string[] => [
  ...new Set(
    plan.steps.flatMap(({ change }) =>
      'acs_user_id' in change.params ? [String(change.params.acs_user_id)] : [],
    ),
  ),
];

/** Reads what the person can open. Without the user identity, what its ACS users can open. */
const readAgain = async (run: Run): Promise<AccessFacts> => {
  const { seam, plan, signal, concurrency } = run;
  const { user_identity_id } = plan;
  const identity = await seam.userIdentities.get({ user_identity_id }, { signal }).catch((error: unknown) => {
    if (isSeamError(error, 'SeamNotFoundError')) return;
    throw error;
  });
  if (identity) return await readFacts(seam, identity, { signal, concurrency });
  const acs_user_ids = plannedAcsUsers(run);
  return await readAcsUserFacts(seam, { user_identity_id, acs_user_ids }, { signal, concurrency });
};

/** What an earlier read showed to outlive its removal, such as an offline code whose grant is deleted. */
const irrevocableNow = ({ plan, clock }: Run, { irrevocable }: Remaining): Residual[] => {
  const now = clock.now().getTime();
  const isOver = ({ until }: Residual) => until !== null && Date.parse(until) <= now;
  const all = [...plan.irrevocable, ...irrevocable].filter((residual) => !isOver(residual));
  return [...new Map(all.map((residual) => [`${residual.door.id} ${residual.cause}`, residual])).values()];
};

/** The changes to send now: those not applied yet, or without effect for too long, and stronger ones as a last resort. */
const dueChanges = ({ log, clock }: Run, { changes }: Remaining): Change[] => {
  const applied = new AppliedChanges(log.entries);
  const now = clock.now();
  return changes
    .filter(({ change, after }) => {
      if (after && !applied.isOld(after, now)) return false;
      return !applied.has(change) || applied.isOld(change, now);
    })
    .map(({ change }) => change);
};

/** When the reads at the end of a run began to find everything closed, in milliseconds. */
const closedSince = (entries: readonly JournalEntry[]): number | undefined => {
  const reads = entries.filter((entry) => entry.type === 'access_read');
  const lastOpen = reads.findLastIndex((entry) => !entry.is_closed);
  const first = reads[lastOpen + 1];
  return first && Date.parse(first.at);
};

/** The result of one verifying read. */
export interface Verification {
  readonly facts: AccessFacts;
  /** The doors that are open, and those that stay open for a time. */
  readonly residual: readonly Residual[];
  readonly isClosed: boolean;
  /** How long everything has been closed, in milliseconds; `undefined` while something is open. */
  readonly closedFor: number | undefined;
}

/** Reads once what is left, and sends what would remove it. */
export const verifyOnce = async (run: Run): Promise<Verification> => {
  const { log, plan, clock } = run;
  await enter(run, 'verifying');
  const facts = await readAgain(run);
  const remaining = remainingOf(facts, plan.choices, clock.now());
  const isClosed = remaining.open.length === 0 && remaining.changes.length === 0 && !remaining.isPending;
  const open = explainDoors(facts).map(({ door, reasons }) => ({ door, via: reasons.map(({ via }) => via) }));
  await log.append({ type: 'access_read', is_closed: isClosed, open });
  const due = dueChanges(run, remaining);
  if (due.length > 0) {
    await enter(run, 'revoking');
    await sendChanges(run, 'revoking', due);
  }
  const since = closedSince(log.entries);
  return {
    facts,
    residual: [...remaining.open, ...irrevocableNow(run, remaining)],
    isClosed,
    closedFor: since === undefined ? undefined : clock.now().getTime() - since,
  };
};
