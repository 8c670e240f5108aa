import { notify } from '@org/seam-core/internal';
import type { ChangeOutcome, ChangePath } from '../changes/changes.ts';
import type { JournalEntry } from '../journal/journal.ts';
import { measureRun, type RunMetrics } from './metrics.ts';
import type { Phase } from './planned-steps.ts';
import type { FinalState, RunState, StuckCause } from './states.ts';

/** A change that is sent, without personal data: fit for the attributes of a span. */
export interface StepEvent {
  readonly run_id: string;
  /** The same for the start and the end of a step, for example as the key of a span. */
  readonly step_id: string;
  readonly phase: Phase;
  /** The endpoint's path. */
  readonly path: ChangePath;
}

/** A run that has ended, without personal data. */
export interface RunEndEvent extends RunMetrics {
  readonly run_id: string;
  readonly state: FinalState;
  readonly cause?: StuckCause | undefined;
}

/**
 * Functions for traces and metrics. They are called after the journal has the entry, with no personal data. The run
 * does not wait for them, and ignores their errors.
 *
 * @example
 * const spans = new Map<string, Span>();
 * const hooks: OffboardHooks = {
 *   onStepStart: ({ step_id, path, phase }) => spans.set(step_id, tracer.startSpan(path, { attributes: { phase } })),
 *   onStepEnd: ({ step_id, outcome }) => spans.get(step_id)?.setAttribute('outcome', outcome).end(),
 *   onEnd: ({ contained_ms, residual }) => residualCounter.add(residual),
 * };
 */
export interface OffboardHooks {
  /** Called before a change is sent. */
  readonly onStepStart?: ((event: StepEvent) => void) | undefined;
  /** Called with the result of a change. Not called when the process dies in between. */
  readonly onStepEnd?:
    | ((event: StepEvent & { readonly outcome: ChangeOutcome; readonly duration_ms: number }) => void)
    | undefined;
  /** Called when a run enters a state. */
  readonly onState?: ((event: { readonly run_id: string; readonly state: RunState }) => void) | undefined;
  /** Called when a run ends, with its figures: time to contained, time to verified, residual count. */
  readonly onEnd?: ((event: RunEndEvent) => void) | undefined;
}

/** Calls the hooks for an entry that was appended. `entries`: those of the run, the new one included. */
export const notifyHooks = (
  hooks: OffboardHooks,
  entry: JournalEntry,
  { run_id, entries }: { readonly run_id: string; readonly entries: readonly JournalEntry[] },
): void => {
  if (entry.type === 'run_started') notify(() => hooks.onState?.({ run_id, state: 'planned' }));
  if (entry.type === 'state_changed') notify(() => hooks.onState?.({ run_id, state: entry.state }));
  if (entry.type === 'step_started') {
    const { step_id, phase, change } = entry;
    notify(() => hooks.onStepStart?.({ run_id, step_id, phase, path: change.path }));
  }
  if (entry.type === 'step_finished') {
    const { step_id, outcome } = entry;
    const started = entries.findLast((each) => each.type === 'step_started' && each.step_id === step_id);
    if (started?.type !== 'step_started') return;
    const { phase, change, at } = started;
    const duration_ms = Math.max(0, Date.parse(entry.at) - Date.parse(at));
    notify(() => hooks.onStepEnd?.({ run_id, step_id, phase, path: change.path, outcome, duration_ms }));
  }
  if (entry.type !== 'run_finished') return;
  const { state, cause } = entry;
  notify(() => hooks.onState?.({ run_id, state }));
  notify(() => hooks.onEnd?.({ run_id, state, cause, ...measureRun(entries) }));
};
