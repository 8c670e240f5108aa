import type { ReasonView } from '../../access.ts';
import { formatTime } from '../format.ts';

const quoted = (name: string | undefined): string => (name === undefined ? '' : ` “${name}”`);

const inSystem = (system: string | undefined): string => (system === undefined ? '' : ` in ${system}`);

const cause = ({ via, name, system, isCertain }: ReasonView): string => {
  switch (via) {
    case 'direct':
      return isCertain
        ? 'Granted to the person directly.'
        : 'Possibly granted to the person directly as well.';
    case 'access_grant':
      return `Part of the access grant${quoted(name)}.`;
    case 'acs_user':
      return `Assigned to the ACS user${inSystem(system)}.`;
    case 'access_group':
      return `Member of the access group${quoted(name)}${inSystem(system)}.`;
    case 'credential':
      return `Opened by the credential${quoted(name)}${inSystem(system)}.`;
    case 'access_code':
      return `Opened by the access code${quoted(name)}.`;
    case 'unmanaged':
      return `Opened by a code${quoted(name)} that was set at the lock, not through Seam.`;
    default:
      return 'Seam lists this door without a reason.';
  }
};

const latentTexts: Readonly<Record<string, string>> = {
  not_begun: 'It has not begun yet.',
  not_issued: 'It is not issued yet.',
  suspended: 'The ACS user is suspended.',
};

const latentText = ({ latent }: ReasonView): string => {
  if (!latent) return '';
  if (latent.from !== undefined) return ` It begins ${formatTime(latent.from)}.`;
  return ` ${latentTexts[latent.cause] ?? 'It opens nothing now.'}`;
};

/** Why a door opens, in sentences for people who do not know Seam. */
export const reasonText = (reason: ReasonView): string => cause(reason) + latentText(reason);

const removers: Partial<Record<string, string>> = {
  '/user_identities/revoke_access_to_device': 'Revoking the lock removes it.',
  '/access_grants/delete': 'Deleting the access grant removes it.',
  '/acs/users/revoke_access_to_all_entrances': 'Revoking all entrances removes it.',
  '/acs/users/remove_from_access_group': 'Leaving the group removes it.',
  '/acs/credentials/delete': 'Deleting the credential removes it.',
  '/access_codes/delete': 'Deleting the access code removes it.',
};

const waits: Readonly<Record<string, string>> = {
  device_offline: 'It has its effect when the lock is online again.',
  access_system_disconnected: 'It has its effect when the access system is connected again.',
};

const ends = (until: string | null, otherwise: string): string =>
  until === null ? otherwise : `until ${formatTime(until)}`;

/** The door of access that remains. Seam does not list the doors of some access. */
export const residualDoorText = (door: { readonly name: string } | null): string =>
  door === null ? 'Doors that Seam does not list' : door.name;

/** Why access cannot be removed, and until when it lasts. */
export const residualText = (cause: string, until: string | null): string => {
  switch (cause) {
    case 'offline_code':
      return `The lock accepts this offline code ${ends(until, 'without an end')}. It cannot be revoked.`;
    case 'encoded_card':
      return `The card keeps its access ${ends(until, 'until it is encoded again')}. It cannot be revoked from here.`;
    case 'unmanaged':
      return 'It was not made through Seam. Remove it at the lock or in the access system.';
    case 'shared_code':
      return "A code with the same digits opens the lock. It may be somebody else's. Check it before you delete it.";
    case 'pending':
      return 'The change is not applied yet.';
    case 'device_offline':
      return 'The lock is offline. The change is applied when it is online again.';
    case 'access_system_disconnected':
      return 'The access system is disconnected. The change is applied when it is connected again.';
    case 'refused':
      return 'Seam or the access system refused the change.';
    case 'regranted':
      return 'Somebody granted it again during the run.';
    case 'unexplained':
      return 'Seam does not say what removes it. Check the access system.';
    case 'door_unknown':
      return 'Seam does not know the door any more. Remove the access at the lock or in the access system.';
    default:
      return `It cannot be removed through Seam: ${cause.replaceAll('_', ' ')}${until === null ? '' : `, until ${formatTime(until)}`}.`;
  }
};

/** What removes a reason, or why nothing does. */
export const removalText = ({ removal }: ReasonView): string => {
  if (!removal.isPossible) return residualText(removal.cause, removal.until);
  const { path, isRequested, waitsFor } = removal;
  const text = isRequested
    ? 'The removal is requested, and not applied yet.'
    : (removers[path] ?? 'It can be removed.');
  return waitsFor === undefined ? text : `${text} ${waits[waitsFor] ?? `It waits: ${waitsFor}.`}`;
};
