import type { Phase, Plan } from '@org/seam-access';
import { residualDoorText, residualText } from '../access/reason-text.ts';
import { phaseHints, phaseNames } from './run-text.ts';

const phases: readonly Phase[] = ['containing', 'revoking', 'unlinking', 'deleting'];

/** What an offboarding will do, in order, and which doors stay open for a time. */
export const PlanList = ({ plan }: { readonly plan: Plan }) => {
  return (
    <>
      <ol class="phases">
        {phases.map((phase) => {
          const steps = plan.steps.filter((step) => step.phase === phase);
          if (steps.length === 0) return null;
          return (
            <li key={phase} class="phase">
              <h4>
                {phaseNames[phase]} <span class="muted small">{phaseHints[phase]}</span>
              </h4>
              <ul class="steps">
                {steps.map(({ change, purpose }) => (
                  <li key={JSON.stringify(change)}>{purpose}</li>
                ))}
              </ul>
            </li>
          );
        })}
        {plan.steps.length === 0 && <li class="empty">There is nothing to close.</li>}
      </ol>
      {plan.irrevocable.length > 0 && (
        <div class="note panel-note">
          <p>These doors stay open, whatever the run does:</p>
          <ul>
            {plan.irrevocable.map(({ door, cause, until }) => (
              <li key={`${door?.id} ${cause}`}>
                <strong>{residualDoorText(door)}.</strong> {residualText(cause, until)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
};
