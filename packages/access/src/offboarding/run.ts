import type { Seam } from '@org/seam-core';
import { randomUUID } from 'node:crypto';
import { AccessError } from '../access-error.ts';
import { applyChange, type Change, type ChangeResult, isApplied } from '../changes/changes.ts';
import { mapLimited } from '../changes/map-limited.ts';
import { canonicalJson } from '../journal/hash.ts';
import type { Residual } from '../doors/door.ts';
import type { JournalEntry } from '../journal/journal.ts';
import type { RunLog } from '../journal/run-log.ts';
import type { Clock } from './clock.ts';
import type { Phase, Plan } from './plan.ts';
import type { RunState } from './states.ts';

/** What the steps of a run share. */
export interface Run {
  readonly seam: Seam;
  readonly log: RunLog;
  readonly plan: Plan;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  readonly concurrency: number;
  /** In milliseconds. */
  readonly settle: number;
  /** In milliseconds. */
  readonly deadline: number;
}

/** A change that was applied is sent again when it has had no effect for this long, in milliseconds. */
export const resendAfter = 60_000;

/** The times at which the changes of a run were last applied, in milliseconds. */
export class AppliedChanges {
  readonly #times = new Map<string, number>();

  constructor(entries: readonly JournalEntry[]) {
    const started = new Map<string, Change>();
    for (const entry of entries) {
      if (entry.type === 'step_started') started.set(entry.step_id, entry.change);
      if (entry.type !== 'step_finished' || !isApplied(entry)) continue;
      const change = started.get(entry.step_id);
      if (change) this.#times.set(canonicalJson(change), Date.parse(entry.at));
    }
  }

  has(change: Change): boolean {
    return this.#times.has(canonicalJson(change));
  }

  /** Whether a change was applied so long ago that it should have had its effect. */
  isOld(change: Change, now: Date): boolean {
    const time = this.#times.get(canonicalJson(change));
    return time !== undefined && now.getTime() - time >= resendAfter;
  }
}

/** Enters a state, and records it unless the run is in it already. */
export const enter = async ({ log }: Run, state: RunState): Promise<void> => {
  if (log.state !== state) await log.append({ type: 'state_changed', state });
};

export const finish = async ({ log }: Run, state: RunState, residual: readonly Residual[]): Promise<void> => {
  await log.append({ type: 'run_finished', state, residual });
};

const checkCredential = ({ error }: ChangeResult): void => {
  if (error === 'unauthorized')
    throw new AccessError(
      'unauthorized',
      'Seam does not accept the credential. The run can be continued with another one.',
    );
};

/** Sends changes, a few at a time. Each is recorded before and after. */
export const sendChanges = async (run: Run, phase: Phase, changes: readonly Change[]): Promise<void> => {
  const { seam, log, signal, concurrency } = run;
  await mapLimited(changes, concurrency, async (change) => {
    signal?.throwIfAborted();
    const step_id = randomUUID();
    await log.append({ type: 'step_started', step_id, phase, change });
    // Without the signal: a run is aborted between steps, so that the outcome of each step is known.
    const result = await applyChange(seam, change);
    await log.append({ type: 'step_finished', step_id, ...result });
    checkCredential(result);
  });
};

/** Sends the planned changes of a phase, except those that were applied before the run was continued. */
export const sendPlanned = async (run: Run, phase: Phase): Promise<void> => {
  const applied = new AppliedChanges(run.log.entries);
  const planned = run.plan.steps.filter((step) => step.phase === phase).map(({ change }) => change);
  await sendChanges(
    run,
    phase,
    planned.filter((change) => !applied.has(change)),
  );
};
