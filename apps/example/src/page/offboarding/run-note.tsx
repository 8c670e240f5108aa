import { isFinal, type RunSummary } from '../../access.ts';
import { runLink } from '../route.ts';

/** The run that is offboarding the person now, if there is one. */
export const liveRunOf = (runs: readonly RunSummary[]): RunSummary | undefined =>
  runs.find(({ state }) => !isFinal(state));

/** A link to the run that is offboarding the person now. */
export const RunNote = ({ run }: { readonly run: RunSummary | undefined }) =>
  run && (
    <p class="note" role="status">
      This person is being offboarded. <a href={runLink(run.run_id)}>Show the progress</a>
    </p>
  );
