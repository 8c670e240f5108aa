import type { ClientSession } from '@org/seam-core';
import { describeValue, isObject } from '@org/seam-core/internal';
import { AccessError } from '../access-error.ts';
import type { Change } from '../changes/changes.ts';
import { canonicalId } from '../canonical-id.ts';
import { type DoorAccess, doorKey, type Reason } from '../doors/door.ts';
import type { Explanation } from '../doors/explain-doors.ts';
import type { AccessFacts, AcsUserFacts } from '../doors/facts.ts';
import { otherRemovals } from '../doors/irrevocable.ts';

/**
 * What to revoke:
 * - `{ device_id }`: the direct access to a device. An access grant for it stays, and is reported.
 * - `{ access_grant_id }`: an access grant of the person, with everything it opens now or later.
 * - `all_devices`: the direct access to every device.
 * - `all_entrances`: every entrance of every ACS user, in every access system.
 * - `everything`: all of these, every access grant, and every credential, also what opens nothing yet; and the client sessions
 *   that reach connected accounts.
 */
export type RevokeTarget =
  | { readonly device_id: string }
  | { readonly access_grant_id: string }
  | 'all_devices'
  | 'all_entrances'
  | 'everything';

const groups = ['all_devices', 'all_entrances', 'everything'];
const ids = ['device_id', 'access_grant_id'];

/**
 * The target, as a copy of what the caller may change later, with its id as Seam writes it.
 * @throws AccessError `invalid_option` when it is none of the documented ones
 */
export const readTarget = (target: unknown): RevokeTarget => {
  if (typeof target === 'string' && groups.includes(target)) return target as RevokeTarget;
  const entries = isObject(target) ? Object.entries(target) : [];
  const [[name, value] = ['', undefined], another] = entries;
  if (!another && ids.includes(name) && typeof value === 'string' && value.trim() !== '')
    return { [name]: canonicalId(value) } as RevokeTarget;
  const expected = `{ device_id }, { access_grant_id }, ${groups.map((group) => `"${group}"`).join(', ')}`;
  const got = ids.includes(name) && !another ? `${name} ${describeValue(value)}` : describeValue(target);
  throw new AccessError('invalid_option', `revokeAccess: target must be one of ${expected}; got ${got}.`);
};

const revokeEntrances = ({ acs_user: { acs_user_id } }: AcsUserFacts): Change => ({
  path: '/acs/users/revoke_access_to_all_entrances',
  params: { acs_user_id },
});

/**
 * The client sessions that open the devices of connected accounts, whatever the person is granted. With a connect webview the
 * person can add an account.
 */
export const sessionsWithAccounts = ({ client_sessions }: AccessFacts): ClientSession[] =>
  client_sessions.filter(
    ({ connected_account_ids, connect_webview_ids }) =>
      connected_account_ids.length > 0 || connect_webview_ids.length > 0,
  );

/** The changes of a target, from what was read. */
export const changesOf = (target: RevokeTarget, facts: AccessFacts): Change[] => {
  const { user_identity_id } = facts.user_identity;
  const revokeDevice = (device_id: string): Change => ({
    path: '/user_identities/revoke_access_to_device',
    params: { user_identity_id, device_id },
  });
  const deleteGrant = (access_grant_id: string): Change => ({
    path: '/access_grants/delete',
    params: { access_grant_id },
  });
  const deleteBackups = (access_grant_id: string): Change[] =>
    otherRemovals({
      ...facts,
      own_credentials: [],
      access_grants: facts.access_grants.filter(({ grant }) => grant.access_grant_id === access_grant_id),
    });
  if (typeof target === 'object')
    return 'device_id' in target
      ? [revokeDevice(target.device_id)]
      : [...deleteBackups(target.access_grant_id), deleteGrant(target.access_grant_id)];
  const entrances = facts.acs_users.map(revokeEntrances);
  const devices = facts.devices.map(({ device_id }) => revokeDevice(device_id));
  const grants = facts.access_grants.map(({ grant }) => deleteGrant(grant.access_grant_id));
  const sessions = sessionsWithAccounts(facts).map(({ client_session_id }): Change => ({
    path: '/client_sessions/delete',
    params: { client_session_id },
  }));
  return {
    all_devices: devices,
    all_entrances: entrances,
    everything: [...entrances, ...sessions, ...otherRemovals(facts), ...grants, ...devices],
  }[target];
};

/** Whether a reason is the access grant itself, a backup of its code, or a code that it has left. */
const isOfGrant = (
  access_grant_id: string,
  reason: Reason,
  { access_grants, left_codes = [] }: AccessFacts,
): boolean => {
  if (reason.via === 'access_grant') return reason.access_grant_id === access_grant_id;
  if (!('access_code_id' in reason)) return false;
  const isCode = (code: { readonly access_code_id: string }) => code.access_code_id === reason.access_code_id;
  return (
    access_grants.some(
      ({ grant, backup_codes }) => grant.access_grant_id === access_grant_id && backup_codes.some(isCode),
    ) || left_codes.some((left) => left.access_grant_id === access_grant_id && isCode(left.code))
  );
};

/** Whether a door is what a target is about. */
export const isAbout = (target: RevokeTarget, { door, reasons }: DoorAccess, facts: AccessFacts): boolean => {
  if (target === 'everything') return true;
  if (target === 'all_devices') return door.kind === 'device';
  if (target === 'all_entrances') return door.kind === 'entrance';
  if ('device_id' in target) return door.kind === 'device' && door.id === target.device_id;
  return reasons.some((reason) => isOfGrant(target.access_grant_id, reason, facts));
};

/** Whether the changes of a target are for a reason. */
const isFor = (target: RevokeTarget, reason: Reason, facts: AccessFacts): boolean => {
  if (target === 'everything') return true;
  if (target === 'all_entrances') return ['acs_user', 'access_group', 'credential'].includes(reason.via);
  if (target === 'all_devices' || 'device_id' in target) return reason.via === 'direct';
  return isOfGrant(target.access_grant_id, reason, facts);
};

/** Whether the changes of a target remove a reason. */
export const includes = (target: RevokeTarget, reason: Reason, facts: AccessFacts): boolean =>
  reason.removal.possible && isFor(target, reason, facts);

/** Whether a target includes access that opens nothing yet. */
const isLater = (target: RevokeTarget, reason: Reason, facts: AccessFacts): boolean =>
  target === 'everything' ||
  (typeof target === 'object' &&
    'access_grant_id' in target &&
    isOfGrant(target.access_grant_id, reason, facts));

/**
 * What a target is about, of what was read: the open doors, and for `everything` and an access grant also what opens nothing
 * yet, by door.
 */
export const accessOf = (
  target: RevokeTarget,
  { doors, latent }: Explanation,
  facts: AccessFacts,
): DoorAccess[] => {
  const about = doors.filter((access) => isAbout(target, access, facts));
  const found = new Map(about.map(({ door, reasons }) => [doorKey(door), { door, reasons: [...reasons] }]));
  for (const { door, reason } of latent) {
    if (door === null || !isLater(target, reason, facts)) continue;
    const known = found.get(doorKey(door));
    if (known) known.reasons.push(reason);
    else found.set(doorKey(door), { door, reasons: [reason] });
  }
  return [...found.values()];
};

/** The endpoints that remove what the revocation of all entrances of an ACS user should have removed. */
const lastResorts: ReadonlySet<string> = new Set([
  '/acs/users/remove_from_access_group',
  '/acs/credentials/delete',
]);

/** A change that removes what is left, and whether a milder change should have removed it. */
export interface Removing {
  readonly change: Change;
  readonly isLastResort: boolean;
}

/** The changes that would remove what is left of a target. */
export const removingOf = (
  target: RevokeTarget,
  explanation: Explanation,
  facts: AccessFacts,
): Removing[] => {
  const reasons = [
    ...accessOf(target, explanation, facts).flatMap((access) => access.reasons),
    ...(target === 'everything' ? explanation.latent.map(({ reason }) => reason) : []),
  ];
  return reasons.flatMap((reason): Removing[] => {
    const { removal } = reason;
    const isSent = removal.possible || removal.cause === 'encoded_card' || removal.cause === 'offline_code';
    if (!isSent || !removal.change || !isFor(target, reason, facts)) return [];
    if (removal.possible && removal.requested) return [];
    const isLastResort = lastResorts.has(removal.change.path) && 'acs_user_id' in reason;
    return [{ change: removal.change, isLastResort }];
  });
};
