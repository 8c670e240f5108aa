import type { Plan, RunState } from '@org/seam-access';
import { isFinal, type RunView } from '../../access.ts';

const names: readonly (readonly [RunState, string])[] = [
  ['containing', 'Contain'],
  ['revoking', 'Revoke'],
  ['verifying', 'Verify'],
  ['unlinking', 'Unlink'],
  ['deleting', 'Delete'],
];

/** The phases that the plan has. */
const phasesOf = (plan: Plan | undefined) =>
  names.filter(([phase]) => {
    if (phase === 'unlinking') return plan?.choices.unlinkAcsUsers === true;
    if (phase === 'deleting') return plan?.choices.deleteUserIdentity === true;
    return true;
  });

interface PhaseBarProps {
  readonly run: RunView;
  readonly plan: Plan | undefined;
}

/** How far a run is. A run may go back from verifying to revoking when a read finds something new. */
export const PhaseBar = ({ run, plan }: PhaseBarProps) => {
  const { state, entries } = run;
  const entered = new Set(entries.flatMap((entry) => (entry.type === 'state_changed' ? [entry.state] : [])));
  const phases = phasesOf(plan);
  const current = phases.findIndex(([phase]) => phase === state);
  const statusOf = (phase: RunState, index: number): string => {
    if (phase === state) return 'current';
    const isPast = isFinal(state) ? entered.has(phase) : index < current;
    return isPast ? 'done' : 'open';
  };
  return (
    <ol class="phase-bar">
      {phases.map(([phase, name], index) => {
        const status = statusOf(phase, index);
        return (
          <li key={phase} data-status={status} aria-current={status === 'current' ? 'step' : undefined}>
            {name}
            <span class="visually-hidden">{status === 'done' ? ' (done)' : ''}</span>
          </li>
        );
      })}
    </ol>
  );
};
