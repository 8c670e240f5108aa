import { doorKey, type Residual } from '../doors/door.ts';
import { irrevocableNow } from './reads.ts';
import type { Run } from './run.ts';
import type { FinalState, StuckCause } from './states.ts';

/** The end of a run. */
export interface RunEnd {
  readonly state: FinalState;
  /** Access that is left. */
  readonly residual: readonly Residual[];
  /** Why the run is `stuck`. */
  readonly cause?: StuckCause | undefined;
}

/** What was open in the last read, or else in the plan. */
export const lastKnownResidual = ({ log, plan, clock }: Pick<Run, 'log' | 'plan' | 'clock'>): Residual[] => {
  const last = log.entries.findLast((entry) => entry.type === 'access_read');
  const irrevocable = irrevocableNow(log.entries, clock.now());
  const known = new Set(irrevocable.map(({ door }) => door && doorKey(door)));
  return [
    ...(last?.open ?? plan.doors)
      .filter(({ door }) => !known.has(doorKey(door)))
      .map(({ door }): Residual => ({ door, cause: 'pending', until: null })),
    ...irrevocable,
  ];
};

/** Records the end of a run, unless it has ended already. Nothing is sent after that. */
export const finishRun = async (
  { log }: Pick<Run, 'log'>,
  { state, residual, cause }: RunEnd,
): Promise<void> => {
  if (log.entries.at(-1)?.type === 'run_finished') return;
  const reason = cause === undefined ? {} : { cause };
  await log.append({ type: 'run_finished', state, residual, ...reason });
};

/**
 * Ends a run whose caller cancelled it. What may still be open is what the last read showed, or else the plan. Call it when no
 * change of the run is being sent.
 */
export const cancelRun = async (run: Pick<Run, 'log' | 'plan' | 'clock'>): Promise<void> =>
  finishRun(run, { state: 'cancelled', residual: lastKnownResidual(run) });
