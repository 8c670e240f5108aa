import { randomUUID } from 'node:crypto';
import { AccessError } from '../access-error.ts';
import { applyChange, type Change, type ChangeResult } from '../changes/changes.ts';
import { mapLimited } from '../changes/map-limited.ts';
import { isReadOutdated, unfinishedChanges } from './history.ts';
import type { Phase } from './plan.ts';
import type { Run } from './run.ts';

/** A change to send, and the access system that carries it out. */
export interface DueChange {
  readonly change: Change;
  /** Absent when Seam itself carries it out. */
  readonly acs_system_id?: string | undefined;
}

/**
 * Sends one change: records it, sends it, and records the result. A failure of the change is a result. A change whose record
 * has no end may have been applied, and is sent again by the next process that continues the run.
 *
 * @throws AccessError `unauthorized`, after the result was recorded, when Seam does not accept the credential
 */
const sendChange = async (
  { seam, log }: Pick<Run, 'seam' | 'log'>,
  phase: Phase,
  change: Change,
): Promise<ChangeResult> => {
  const step_id = randomUUID();
  await log.append({ type: 'step_started', step_id, phase, change });
  // Without a signal: a run is aborted between steps, so that the outcome of each step is known.
  const result = await applyChange(seam, change);
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
