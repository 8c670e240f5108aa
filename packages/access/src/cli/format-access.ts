import type { UserIdentity } from '@org/seam-core';
import type { ChangePath } from '../changes/changes.ts';
import type { Door, DoorAccess, LatentCause, Reason, Removal, WaitsFor } from '../doors/door.ts';
import { causeNames, oneLine } from '../offboarding/format-plan.ts';

/** A person by name, with what tells two people of the same name apart. */
export const formatPerson = ({
  full_name,
  email_address,
  phone_number,
  user_identity_key,
  user_identity_id,
}: UserIdentity): string => {
  const names = [full_name, email_address ?? phone_number ?? user_identity_key].filter(
    (name) => typeof name === 'string' && name !== '',
  );
  return oneLine([...names, user_identity_id].join(', '));
};

export const formatDoor = ({ name, kind, id }: Door): string => oneLine(`${name} (${kind} ${id})`);

const ways: Readonly<Record<Reason['via'], string>> = {
  direct: 'direct access to the device',
  access_grant: 'access grant',
  acs_user: 'ACS user',
  access_group: 'access group',
  credential: 'credential',
  access_code: 'access code',
  unmanaged: 'not managed by Seam',
  unexplained: 'unexplained',
};

const removals: Readonly<Record<ChangePath, string>> = {
  '/acs/users/revoke_access_to_all_entrances': 'revoke all entrances of the ACS user',
  '/acs/users/suspend': 'suspend the ACS user',
  '/acs/users/remove_from_access_group': 'remove the ACS user from the access group',
  '/acs/credentials/delete': 'delete the credential',
  '/access_grants/delete': 'delete the access grant',
  '/access_codes/delete': 'delete the access code',
  '/access_codes/unmanaged/delete': 'delete the access code',
  '/client_sessions/delete': 'end the client session',
  '/instant_keys/delete': 'delete the instant key',
  '/phones/deactivate': 'deactivate the phone',
  '/user_identities/revoke_access_to_device': 'revoke the device',
  '/user_identities/remove_acs_user': 'unlink the ACS user',
  '/user_identities/delete': 'delete the user identity',
};

const waits: Readonly<Record<WaitsFor, string>> = {
  device_offline: 'when the device is online again',
  access_system_disconnected: 'when the access system is connected again',
};

const formatRemoval = (removal: Removal): string => {
  if (!removal.possible) {
    const until = removal.until === null ? '' : `, until ${removal.until}`;
    return `cannot be removed: ${causeNames[removal.cause]}${until}`;
  }
  const start = removal.requested ? 'removal requested' : 'to close';
  const wait = removal.waits_for === undefined ? '' : `, which takes effect ${waits[removal.waits_for]}`;
  return `${start}: ${removals[removal.change.path]}${wait}`;
};

const latentCauses: Readonly<Record<LatentCause, string>> = {
  not_begun: 'begins later',
  not_issued: 'not issued yet',
  suspended: 'suspended',
  inactive: 'inactive',
};

const formatLatent = ({ latent }: Reason): string =>
  latent
    ? ` (opens nothing now: ${latentCauses[latent.cause]}${latent.from === undefined ? '' : `, ${latent.from}`})`
    : '';

/** The last id in a reason: of the access group or the credential, not of the ACS user that has it. */
const idOf = (reason: Reason): string =>
  Object.entries(reason).findLast(
    ([name, value]) => name.endsWith('_id') && typeof value === 'string',
  )?.[1] ?? '';

const formatReason = (reason: Reason): string =>
  `${ways[reason.via]} ${idOf(reason)}`.trimEnd() +
  `${formatLatent(reason)}; ${formatRemoval(reason.removal)}`;

/** A line for each reason. */
export const formatReasons = (reasons: readonly Reason[]): string[] =>
  reasons.map((reason) => `  ${formatReason(reason)}`);

/** A door with every reason. */
export const formatDoorAccess = ({ door, reasons }: DoorAccess): string =>
  [formatDoor(door), ...formatReasons(reasons)].join('\n');
