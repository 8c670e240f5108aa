/**
 * The states of a run:
 * - `planned`: recorded, nothing sent yet;
 * - `containing`: the fastest and reversible changes are sent: entrances, sessions, phones, suspension;
 * - `revoking`: devices, access grants and whatever a read shows to be left;
 * - `verifying`: reads until every door is closed, and again after the settle delay;
 * - `unlinking`: ACS users that open nothing are unlinked;
 * - `deleting`: the user identity is deleted;
 * - `complete`: two reads found no open door, and nothing else that was asked for is left to do;
 * - `complete_with_residual`: what is left cannot be removed through Seam; the receipt says why and until when;
 * - `stuck`: the deadline passed before everything took effect; the receipt says what is left;
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

/** The states in which a run has ended. */
export type FinalState = 'complete' | 'complete_with_residual' | 'stuck' | 'cancelled';

/** Why a run ended as `stuck`. */
export type StuckCause =
  /** Doors were open until the deadline; `residual` lists them. */
  | 'doors_open'
  /** Doors were granted again each time they had been closed. */
  | 'regranted'
  /** No door was open, but changes were still pending, or had no effect. */
  | 'changes_pending'
  /** Seam could not be read until the deadline, so it is not known what is open. */
  | 'unreadable'
  /** An ACS user could not be unlinked. */
  | 'acs_user_linked'
  /** The user identity could not be deleted. */
  | 'user_identity_exists';
