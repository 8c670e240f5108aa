import type { Phase } from '@org/seam-access';

const states: Partial<Record<string, string>> = {
  queued: 'Waiting to start',
  planned: 'Waiting to start',
  containing: 'Containing',
  revoking: 'Revoking',
  verifying: 'Verifying',
  unlinking: 'Unlinking',
  deleting: 'Deleting',
  complete: 'Complete',
  complete_with_residual: 'Complete, with access that remains',
  stuck: 'Stuck',
  cancelled: 'Cancelled',
  started: 'Started',
};

/** The state of a run, in words. */
export const stateText = (state: string): string => states[state] ?? state.replaceAll('_', ' ');

const explanations: Partial<Record<string, string>> = {
  queued: 'The run starts as soon as the server is free.',
  planned: 'The plan is recorded. Nothing was sent yet.',
  containing: 'Closing entrances and ending sessions first, because that is fast.',
  revoking: 'Revoking locks and deleting access grants.',
  verifying: 'Reading back until every door is closed. A second read confirms it.',
  unlinking: 'Every door is closed. Unlinking the ACS users.',
  deleting: 'Every door is closed. Deleting the identity.',
  complete: 'Two reads found no open door.',
  complete_with_residual:
    'Everything that can be closed is closed. The access below cannot be removed through Seam.',
  stuck: 'The run gave up before it could confirm that every door is closed.',
  cancelled: 'The run was cancelled. The doors below may still open.',
};

const stuckTexts: Readonly<Record<string, string>> = {
  doors_open: 'Some doors did not close in time. They are listed below and may still open.',
  regranted: 'Doors were granted again each time they had been closed. They are listed below.',
  changes_pending: 'The last read found no open door, but changes were still pending, or had no effect.',
  unreadable: 'Seam could not be read, so it is not known which doors are open.',
  acs_user_linked: 'An ACS user could not be unlinked.',
  user_identity_exists: 'The identity could not be deleted.',
};

/** What a state means for the doors. `cause`: why a run is stuck. */
export const stateExplanation = (state: string, cause?: string): string =>
  (cause === undefined ? undefined : stuckTexts[cause]) ?? explanations[state] ?? '';

export const phaseNames: Record<Phase, string> = {
  containing: 'Contain',
  revoking: 'Revoke',
  unlinking: 'Unlink',
  deleting: 'Delete',
};

export const phaseHints: Record<Phase, string> = {
  containing: 'Fast, and first',
  revoking: 'Locks and access grants',
  unlinking: 'After two reads found every door closed',
  deleting: 'At the end',
};

const outcomes: Partial<Record<string, string>> = {
  done: 'Done',
  already_absent: 'Was gone already',
  rejected: 'Refused by Seam',
  not_sent: 'Not sent',
  unknown: 'Outcome unknown',
};

export const changeOutcomeText = (outcome: string | undefined): string =>
  outcome === undefined ? 'In progress' : (outcomes[outcome] ?? outcome.replaceAll('_', ' '));
