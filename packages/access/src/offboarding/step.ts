import type { Residual } from '../doors/door.ts';
import type { RunEnd } from './finish-run.ts';
import { pollDelay } from './pace.ts';
import type { Phase } from './planned-steps.ts';
import type { Run } from './run.ts';
import type { DueChange } from './send-changes.ts';
import type { StuckCause } from './states.ts';
import { workedSince } from './worked-time.ts';

/** What a run does next: send changes, wait, or end. */
export type Step =
  | { readonly kind: 'send'; readonly phase: Phase; readonly changes: readonly DueChange[] }
  | { readonly kind: 'wait'; readonly ms: number }
  | ({ readonly kind: 'end' } & RunEnd);

/** Waits before the next read: the longer nothing has changed, the longer. */
export const pollAfter = (run: Run, since: number): Step => ({ kind: 'wait', ms: pollDelay(run, since) });

/** How long the run was worked on since a moment, in milliseconds. */
export const worked = ({ log, clock, deadline }: Run, since: number): number =>
  workedSince(log.entries, since, { now: clock.now().getTime(), deadline });

/** The end of a run that gives up. */
export const stuck = (cause: StuckCause, residual: readonly Residual[]): Step => ({
  kind: 'end',
  state: 'stuck',
  cause,
  residual,
});
