/**
 * The states of a run:
 * - `planned`: recorded, nothing sent yet;
 * - `containing`: the fastest and reversible changes are sent: entrances, sessions, phones, suspension;
 * - `revoking`: devices, access grants and whatever a read shows to be left;
 * - `verifying`: reads until every door is closed, and again after the settle delay;
 * - `unlinking`: ACS users that open nothing are unlinked;
 * - `deleting`: the user identity is deleted;
 * - `complete`: two reads found no open door;
 * - `complete_with_residual`: what is left cannot be removed through Seam; the receipt says why and until when;
 * - `stuck`: the deadline passed while doors were open that should be closed by now;
 * - `cancelled`: the caller aborted the run.
 */
export const runStates = [
  'planned',
  'containing',
  'revoking',
  'verifying',
  'unlinking',
  'deleting',
  'complete',
  'complete_with_residual',
  'stuck',
  'cancelled',
] as const;

export type RunState = (typeof runStates)[number];
