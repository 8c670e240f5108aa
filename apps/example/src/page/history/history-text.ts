import type { HistoryEntry } from '../../access.ts';
import { stateText } from '../offboarding/run-text.ts';

const actions: Partial<Record<string, string>> = {
  '/user_identities/grant_access_to_device': 'Granted a lock',
  '/user_identities/revoke_access_to_device': 'Revoked a lock',
  '/acs/users/revoke_access_to_all_entrances': 'Revoked all entrances',
  '/user_identities/remove_acs_user': 'Removed an ACS user',
  '/user_identities/delete': 'Deleted the identity',
  offboarding: 'Offboarding',
};

/** What was done: "Revoked a lock: Roof terrace". */
export const actionText = ({ action, object }: HistoryEntry): string =>
  `${actions[action] ?? action}${object === undefined ? '' : `: ${object}`}`;

const outcomes: Partial<Record<string, string>> = {
  done: 'Done',
  refused: 'Refused',
  failed: 'Failed',
  unknown: 'Outcome unknown',
};

/** How it ended. For a run, its state. */
export const outcomeText = ({ outcome }: HistoryEntry): string => outcomes[outcome] ?? stateText(outcome);
