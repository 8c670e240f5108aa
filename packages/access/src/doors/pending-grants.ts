import type { Explanation } from './explain-doors.ts';
import type { AccessGrantFacts } from './facts.ts';
import { isBeingDeleted } from './removal.ts';

/**
 * Whether the deletion of an access grant is not finished, except for what nothing removes: Seam keeps the access grant until that
 * ends.
 */
export const isGrantPending = ({ grant }: AccessGrantFacts, { doors, latent }: Explanation): boolean => {
  if (!isBeingDeleted(grant)) return false;
  const reasons = [...doors.flatMap((each) => each.reasons), ...latent.map(({ reason }) => reason)].filter(
    (reason) => reason.via === 'access_grant' && reason.access_grant_id === grant.access_grant_id,
  );
  return reasons.length === 0 || reasons.some(({ removal }) => removal.possible);
};
