import type { Seam } from '@org/seam-core';
import type { RunLog } from '../journal/run-log.ts';
import type { Clock } from './clock.ts';
import type { Plan } from './plan.ts';
import type { RunState } from './states.ts';

/** What the steps of a run share. */
export interface Run {
  readonly seam: Seam;
  /** The caller's client, by which grants in progress are known. `seam` may be a guarded copy of it. */
  readonly client: Seam;
  /** The clock of the grants through that client. `clock` may be that of a database. */
  readonly clientClock: Clock;
  readonly log: RunLog;
  readonly plan: Plan;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** How many requests are sent at a time. */
  readonly concurrency: number;
  /** How long every door must have been closed before a second read confirms it, in milliseconds. */
  readonly settle: number;
  /** How long doors may stay open, in milliseconds. */
  readonly deadline: number;
}

/** Enters a state, and records it unless the run is in it already. */
export const enter = async ({ log }: Run, state: RunState): Promise<void> => {
  if (log.state !== state) await log.append({ type: 'state_changed', state });
};
