import type { Plan } from '@org/seam-access';
import { formatExactTime } from '../format.ts';
import { changeTexts } from './change-text.ts';
import type { RunRead, RunStep } from './run-progress.ts';
import { changeOutcomeText, phaseNames } from './run-text.ts';

interface StepListProps {
  readonly plan: Plan | undefined;
  readonly steps: readonly RunStep[];
}

/** Every change of a run, with its outcome and Seam's request ids. */
export const StepList = ({ plan, steps }: StepListProps) => {
  const textOf = changeTexts(plan);
  return (
    <ol class="rows">
      {steps.map(({ step_id, phase, change, at, outcome, error, request_ids }) => (
        <li class="row" key={step_id}>
          <span class="row-text">
            <span class="row-name">{textOf(change)}</span>
            <span class="small muted">
              {phaseNames[phase]} · <time dateTime={at}>{formatExactTime(at)}</time>
            </span>
            {request_ids.length > 0 && <span class="small muted mono">request {request_ids.join(', ')}</span>}
          </span>
          <span class="small outcome" data-outcome={outcome ?? 'running'}>
            {changeOutcomeText(outcome)}
            {error !== undefined && outcome !== 'already_absent' && <span class="mono"> {error}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
};

/** Every read that checked which doors are open. */
export const ReadList = ({ reads }: { readonly reads: readonly RunRead[] }) => (
  <ol class="rows">
    {reads.map(({ at, isClosed, open }) => (
      <li class="row" key={at}>
        <span class="row-text">
          <span class="row-name">{open.length === 0 ? 'No door is open' : `Open: ${open.join(', ')}`}</span>
          <span class="small muted">
            <time dateTime={at}>{formatExactTime(at)}</time>
          </span>
        </span>
        <span class="small outcome" data-outcome={isClosed ? 'done' : 'running'}>
          {isClosed ? (open.length === 0 ? 'Clean' : 'Nothing left to close') : 'Not yet'}
        </span>
      </li>
    ))}
  </ol>
);
