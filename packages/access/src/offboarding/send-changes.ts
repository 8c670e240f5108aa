import { randomUUID } from 'node:crypto';
import { AccessError } from '../access-error.ts';
import { applyChange, type Change, type ChangeResult } from '../changes/changes.ts';
import { mapLimited } from '../changes/limit.ts';
import { obstacleTo } from '../person/obstacle.ts';
import { isReadOutdated, readAge } from './reads.ts';
import { unfinishedChanges } from './change-history.ts';
import { knownAcsUsers } from './known-access.ts';
import type { Phase } from './planned-steps.ts';
import type { Run } from './run.ts';

/** A change to send, and the access system that carries it out. */
export interface DueChange {
  readonly change: Change;
  /** Absent when Seam itself carries it out. */
  readonly acs_system_id?: string | undefined;
}

/** Whose an ACS user or a credential is may have changed when the last read is older than this, in milliseconds. */
const longestTrust = 60_000;

type Sender = Pick<Run, 'seam' | 'log' | 'plan' | 'clock'>;

/** Whose an ACS user or a credential is, is read again where the last read is too old. */
const obstacleIn = async (
  { seam, log, plan, clock }: Sender,
  change: Change,
): Promise<ChangeResult | undefined> => {
  if (readAge(log.entries, clock.now()) <= longestTrust) return undefined;
  const { user_identity_id } = plan;
  const isKnownAcsUser = (id: string) => knownAcsUsers(log.entries).has(id);
  return await obstacleTo(seam, change, { user_identity_id, isKnownAcsUser });
};

/**
 * Sends one change: records it, sends it, and records the result. A failure of the change is a result, and so is that it was
 * not sent because its ACS user or its credential belongs to somebody else by now. A change whose record has no end may have
 * been applied, and is sent again by the next process that continues the run.
 *
 * @throws AccessError `unauthorized`, after the result was recorded, when Seam does not accept the credential
 */
const sendChange = async (run: Sender, phase: Phase, change: Change): Promise<ChangeResult> => {
  const { seam, log } = run;
  const step_id = randomUUID();
  await log.append({ type: 'step_started', step_id, phase, change });
  // Without a signal: a run is aborted between steps, so that the outcome of each step is known.
  const result = (await obstacleIn(run, change)) ?? (await applyChange(seam, change));
  await log.append({ type: 'step_finished', step_id, ...result });
  if (result.error === 'unauthorized')
    throw new AccessError(
      'unauthorized',
      'Seam does not accept the credential. Continue the run with a valid one.',
    );
  return result;
};

/**
 * Sends the changes of a step that have no result yet, a few at a time; none when the read that they follow from is outdated,
 * so that the next step reads again. An abort takes effect between changes.
 */
export const sendChanges = async (
  run: Run,
  { phase, changes }: { readonly phase: Phase; readonly changes: readonly DueChange[] },
): Promise<void> => {
  const unfinished = unfinishedChanges(run.log.entries, changes);
  await mapLimited(unfinished, run.concurrency, async ({ change }) => {
    run.signal?.throwIfAborted();
    if (isReadOutdated(run.log.entries, run.clock.now())) return;
    await sendChange(run, phase, change);
  });
};
