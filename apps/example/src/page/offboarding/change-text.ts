import type { Change, Plan } from '@org/seam-access';

const texts: Partial<Record<string, string>> = {
  '/acs/users/revoke_access_to_all_entrances': 'Close every entrance of an ACS user',
  '/acs/users/suspend': 'Suspend an ACS user',
  '/acs/users/remove_from_access_group': 'Remove an ACS user from an access group',
  '/acs/credentials/delete': 'Delete a credential',
  '/access_grants/delete': 'Delete an access grant',
  '/access_codes/delete': 'Delete an access code',
  '/client_sessions/delete': 'End a client session',
  '/instant_keys/delete': 'Delete an instant key',
  '/phones/deactivate': 'Deactivate a phone',
  '/user_identities/revoke_access_to_device': 'Revoke a lock',
  '/user_identities/remove_acs_user': 'Unlink an ACS user',
  '/user_identities/delete': 'Delete the identity',
};

/** The database does not keep the order of properties. */
const keyOf = ({ path, params }: Change): string =>
  JSON.stringify([path, ...Object.entries(params).toSorted(([one], [other]) => (one < other ? -1 : 1))]);

/** Returns a function that says what a change does: as in the plan, or in general for a change that a read made necessary. */
export const changeTexts = (plan: Plan | undefined): ((change: Change) => string) => {
  const purposes = new Map(plan?.steps.map(({ change, purpose }) => [keyOf(change), purpose]));
  return (change) => purposes.get(keyOf(change)) ?? texts[change.path] ?? change.path;
};
