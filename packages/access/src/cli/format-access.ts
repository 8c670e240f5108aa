import type { UserIdentity } from '@org/seam-core';
import type { Change, ChangePath } from '../changes/changes.ts';
import type { Door, DoorAccess, Reason, Removal, Residual } from '../doors/door.ts';

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
  return [...names, user_identity_id].join(', ');
};

export const formatDoor = ({ name, kind, id }: Door): string => `${name} (${kind} ${id})`;

const ways: Readonly<Record<string, string>> = {
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
  '/instant_keys/delete': 'delete the Instant Key',
  '/phones/deactivate': 'deactivate the phone',
  '/user_identities/revoke_access_to_device': 'revoke the device',
  '/user_identities/remove_acs_user': 'unlink the ACS user',
  '/user_identities/delete': 'delete the user identity',
};

/** A change in words, with what it changes. */
export const formatChange = ({ path, params }: Change): string =>
  `${removals[path] ?? path} ${Object.values(params).at(-1) ?? ''}`.trimEnd();

const causes: Readonly<Record<string, string>> = {
  offline_code: 'offline code, which the lock accepts until it ends',
  encoded_card: 'encoded card, which opens until it is encoded again or ends',
  unmanaged: 'not made through Seam: remove it at the lock or in the access system',
  shared_code: "a code with the same digits, which may be somebody else's",
  unexplained: 'listed by Seam without a reason',
  pending: 'not applied yet',
};

/** A cause of residual access, in words. */
export const formatCause = (cause: string): string => causes[cause] ?? cause.replaceAll('_', ' ');

const formatRemoval = (removal: Removal): string => {
  if (removal.possible) return `to close: ${removals[removal.change.path]}`;
  return `cannot be removed: ${formatCause(removal.cause)}; until ${removal.until ?? 'unknown'}`;
};

/** The last id in a reason: of the access group or the credential, not of the ACS user that has it. */
const idOf = (reason: Reason): string =>
  Object.entries(reason).findLast(
    ([name, value]) => name.endsWith('_id') && typeof value === 'string',
  )?.[1] ?? '';

const formatReason = (reason: Reason): string =>
  `${ways[reason.via] ?? reason.via} ${idOf(reason)}`.trimEnd() + `; ${formatRemoval(reason.removal)}`;

/** A line for each reason. */
export const formatReasons = (reasons: readonly Reason[]): string[] =>
  reasons.map((reason) => `  ${formatReason(reason)}`);

/** A door with every reason. */
export const formatDoorAccess = ({ door, reasons }: DoorAccess): string =>
  [formatDoor(door), ...formatReasons(reasons)].join('\n');

/** A line for each door that is still open, or may be. */
export const formatResidual = (residual: readonly Residual[]): string[] =>
  residual.map(
    ({ door, cause, until }) =>
      `  ${formatDoor(door)}: ${formatCause(cause)}${until === null ? '' : `, until ${until}`}`,
  );
