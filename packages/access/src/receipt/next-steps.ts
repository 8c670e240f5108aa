import type { Residual } from '../doors/door.ts';
import type { StuckCause } from '../offboarding/states.ts';
import type { Receipt } from './receipt.ts';

/** What to do about residual access, for people. */
const residualSteps: Record<Residual['cause'], string> = {
  offline_code: 'Tell the building until when the offline code works.',
  encoded_card: 'Collect the card, or encode it again.',
  unmanaged: 'Remove the access at the lock or in the access system.',
  shared_code: 'Find out whose code it is, and delete it if it is the code of this person.',
  unexplained: 'Look for the access in the access system: Seam gives no reason for it.',
  door_unknown:
    'Remove the access at the lock or in the access system: Seam does not know the door any more.',
  pending: 'Give the access system more time, or check that it applies changes.',
  device_offline: 'Bring the lock online.',
  access_system_disconnected: 'Reconnect the access system.',
  refused: 'Correct the cause of the changes below that were refused.',
  regranted: 'Find out who grants the access again, and stop that.',
};

/** What to do about a stuck run beyond its residual access; `null` where that is all. */
const stuckSteps: Record<StuckCause, string | null> = {
  doors_open: null,
  regranted: null,
  changes_pending: 'Correct the cause of the changes below that were refused. The others need more time.',
  unreadable: 'Check that Seam can be reached.',
  acs_user_linked: 'Correct the cause for which the ACS user could not be unlinked, see below.',
  user_identity_exists: 'Correct the cause for which the user identity could not be deleted, see below.',
};

/** What an operator does after a run, in this order; empty when nothing is left. */
export const nextSteps = ({ state, cause, residual }: Receipt): string[] => {
  if (state === 'complete') return [];
  const again = 'Offboard the person again: a new run closes what is left.';
  if (state === 'cancelled') return [again];
  // The residual access of a run that could not read is what was open before.
  const steps = cause === 'unreadable' ? [] : residual.map((each) => residualSteps[each.cause]);
  const stuckStep = cause === undefined ? null : stuckSteps[cause];
  if (stuckStep !== null) steps.push(stuckStep);
  return [...new Set(steps), ...(state === 'stuck' ? [again] : [])];
};
