import type { ReasonView } from '../../access.ts';
import { reasonText, removalText } from './reason-text.ts';

const certainFirst = (reasons: readonly ReasonView[]) =>
  reasons.toSorted((one, other) => Number(other.isCertain) - Number(one.isCertain));

/** Why a door opens: each reason with what removes it. Reasons that nothing removes stand out. */
export const ReasonList = ({ reasons }: { readonly reasons: readonly ReasonView[] }) => (
  <ul class="reasons small">
    {certainFirst(reasons).map((reason, index) => (
      <li key={index} class={reason.removal.isPossible ? 'reason' : 'reason irrevocable'}>
        {reasonText(reason)} <span class="removal">{removalText(reason)}</span>
      </li>
    ))}
  </ul>
);
