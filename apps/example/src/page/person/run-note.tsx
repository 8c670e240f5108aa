import { isFinal, type RunSummary } from '../../access.ts';
import { runLink } from '../route.ts';

/** A link to the run that is offboarding the person now. */
export const RunNote = ({ runs }: { readonly runs: readonly RunSummary[] }) => {
  const live = runs.find(({ state }) => !isFinal(state));
  if (!live) return null;
  return (
    <p class="note" role="status">
      This person is being offboarded. <a href={runLink(live.run_id)}>Show the progress</a>
    </p>
  );
};
