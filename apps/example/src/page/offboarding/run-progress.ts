import type { Change, JournalEntry, Phase, Plan, Residual } from '@org/seam-access';

/** A change of a run, and how it went. */
export interface RunStep {
  readonly step_id: string;
  readonly phase: Phase;
  readonly change: Change;
  readonly at: string;
  /** Absent while it is in progress. */
  readonly outcome?: string | undefined;
  readonly error?: string | undefined;
  readonly request_ids: readonly string[];
}

/** A read that checked which doors are open. */
export interface RunRead {
  readonly at: string;
  readonly isClosed: boolean;
  readonly open: readonly string[];
}

/** What a run has done so far, from its entries. */
export interface RunProgress {
  readonly plan?: Plan | undefined;
  readonly startedAt?: string | undefined;
  readonly endedAt?: string | undefined;
  readonly steps: readonly RunStep[];
  readonly reads: readonly RunRead[];
  readonly residual: readonly Residual[];
  /** Why the run ended as stuck. */
  readonly cause?: string | undefined;
  /** Doors that the last read found open, or those of the plan before the first read. */
  readonly openDoors: readonly string[];
}

export const progressOf = (entries: readonly JournalEntry[]): RunProgress => {
  const steps = new Map<string, RunStep>();
  const reads: RunRead[] = [];
  let plan: Plan | undefined;
  let residual: readonly Residual[] = [];
  let endedAt: string | undefined;
  let cause: string | undefined;
  for (const entry of entries) {
    if (entry.type === 'run_started') plan = entry.plan;
    if (entry.type === 'step_started') {
      const { step_id, phase, change, at } = entry;
      steps.set(step_id, { step_id, phase, change, at, request_ids: [] });
    }
    if (entry.type === 'step_finished') {
      const { step_id, outcome, error, request_ids } = entry;
      const step = steps.get(step_id);
      if (step) steps.set(step_id, { ...step, outcome, error, request_ids });
    }
    if (entry.type === 'access_read')
      reads.push({ at: entry.at, isClosed: entry.is_closed, open: entry.open.map(({ door }) => door.name) });
    if (entry.type === 'run_finished') {
      residual = entry.residual;
      cause = entry.cause;
      endedAt = entry.at;
    }
  }
  return {
    plan,
    startedAt: entries[0]?.at,
    endedAt,
    steps: [...steps.values()],
    reads,
    residual,
    cause,
    openDoors: reads.at(-1)?.open ?? plan?.doors.map(({ door }) => door.name) ?? [],
  };
};
