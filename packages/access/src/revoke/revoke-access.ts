import type { Seam } from '@org/seam-core';
import { applyChange, type Change, type ChangeResult, isApplied } from '../changes/changes.ts';
import { mapLimited } from '../changes/map-limited.ts';
import { type Door, type DoorAccess, doorKey, type Residual } from '../doors/door.ts';
import { explainDoors } from '../doors/explain-doors.ts';
import { type AccessFacts, readFacts, type ReadOptions } from '../doors/read-facts.ts';
import { type Clock, systemClock } from '../offboarding/clock.ts';
import { findPerson, type Person } from '../person/find-person.ts';
import { cancelGrants } from './cancel-grants.ts';

/**
 * What to revoke:
 * - `{ device_id }`: the direct access to a device;
 * - `{ access_grant_id }`: an access grant, with everything it opens;
 * - `all_devices`: the direct access to every device;
 * - `all_entrances`: every entrance of every ACS user;
 * - `everything`: all of these, and every access grant.
 */
export type RevokeTarget =
  | { readonly device_id: string }
  | { readonly access_grant_id: string }
  | 'all_devices'
  | 'all_entrances'
  | 'everything';

export interface RevokeOptions extends ReadOptions {
  /**
   * How long to read until the doors are closed, in milliseconds. What is open by then is `pending`.
   * @default 30000
   */
  readonly deadline?: number | undefined;
  /** @default the time of this machine */
  readonly clock?: Clock | undefined;
}

/** A change that was sent, with its result. */
export interface RequestedChange extends ChangeResult {
  readonly change: Change;
}

/** The result of a revocation. Each door of the target is in `verified`, `pending` or `residual`. */
export interface Revocation {
  readonly requested: readonly RequestedChange[];
  /** Doors that were open before, and are closed in the last read. */
  readonly verified: readonly Door[];
  /** Doors that are open in the last read although the revocation should close them. */
  readonly pending: readonly Residual[];
  /** Doors that stay open for a reason that the target does not include, or that cannot be removed. */
  readonly residual: readonly (DoorAccess & { readonly until: string | null })[];
}

const isTarget = (change: Change, target: RevokeTarget): boolean => {
  if (target === 'everything') return true;
  if (target === 'all_devices') return change.path === '/user_identities/revoke_access_to_device';
  if (target === 'all_entrances') return change.path === '/acs/users/revoke_access_to_all_entrances';
  const wanted: Record<string, string> = { ...target };
  return Object.entries(wanted).every(
    ([name, value]) => (change.params as Readonly<Record<string, unknown>>)[name] === value,
  );
};

/** The changes of a target. One that is named is sent even when no door is open by it. */
const changesOf = (target: RevokeTarget, facts: AccessFacts): Change[] => {
  const { user_identity_id } = facts.user_identity;
  const revokeDevice = (device_id: string): Change => ({
    path: '/user_identities/revoke_access_to_device',
    params: { user_identity_id, device_id },
  });
  const deleteGrant = (access_grant_id: string): Change => ({
    path: '/access_grants/delete',
    params: { access_grant_id },
  });
  if (typeof target === 'object')
    return ['device_id' in target ? revokeDevice(target.device_id) : deleteGrant(target.access_grant_id)];
  const entrances = facts.acs_users.map(({ acs_user: { acs_user_id } }): Change => ({
    path: '/acs/users/revoke_access_to_all_entrances',
    params: { acs_user_id },
  }));
  const devices = facts.devices.map(({ device_id }) => revokeDevice(device_id));
  const grants = facts.access_grants.map(({ grant }) => deleteGrant(grant.access_grant_id));
  return {
    all_devices: devices,
    all_entrances: entrances,
    everything: [...entrances, ...grants, ...devices],
  }[target];
};

/** Whether the revocation of a target closes a door that is open for a reason. */
const closes = (target: RevokeTarget, { door, reasons }: DoorAccess): boolean => {
  if (target === 'all_entrances' && door.kind === 'entrance')
    return reasons.every(({ via }) => via !== 'access_grant' && via !== 'unexplained');
  return reasons.every(({ via, removal, ...reason }) => {
    if (!removal.possible) return false;
    if (via === 'direct' && 'certain' in reason && !reason.certain) return true;
    return isTarget(removal.change, target);
  });
};

const isAbout = (target: RevokeTarget, { door, reasons }: DoorAccess): boolean => {
  if (target === 'everything') return true;
  if (target === 'all_devices') return door.kind === 'device';
  if (target === 'all_entrances') return door.kind === 'entrance';
  if ('device_id' in target) return door.kind === 'device' && door.id === target.device_id;
  return reasons.some(({ removal }) => removal.possible && isTarget(removal.change, target));
};

/**
 * Revokes access of a person, then reads until the doors are closed or the deadline has passed. A failed or pending
 * revocation is a result, not an error.
 *
 * @example
 * const { verified, pending, residual } = await revokeAccess(seam, 'ada@example.com', { device_id });
 *
 * @throws AccessError when no person or several match
 */
// oxlint-disable-next-line max-params -- client, person and target, as in every workflow, and options
export const revokeAccess = async (
  seam: Seam,
  person: Person,
  target: RevokeTarget,
  options: RevokeOptions = {},
): Promise<Revocation> => {
  const { clock = systemClock, deadline = 30_000, signal, concurrency = 4 } = options;
  const identity = await findPerson(seam, person, { signal });
  await cancelGrants(seam, identity.user_identity_id);
  const read = async () => explainDoors(await readFacts(seam, identity, { signal, concurrency }));

  const facts = await readFacts(seam, identity, { signal, concurrency });
  const before = explainDoors(facts).filter((access) => isAbout(target, access));
  const changes = changesOf(target, facts);
  const requested = await mapLimited(changes, concurrency, async (change) => ({
    change,
    ...(await applyChange(seam, change, { signal })),
  }));

  const ids = new Set(before.map(({ door }) => doorKey(door)));
  const ends = clock.now().getTime() + deadline;
  let open = before;
  for (let pause = 250; ids.size > 0; pause = Math.min(pause * 2, 5000)) {
    open = (await read()).filter(({ door }) => ids.has(doorKey(door)));
    const isWaiting = open.some((access) => closes(target, access));
    if (!isWaiting || clock.now().getTime() >= ends || !requested.some(isApplied)) break;
    await clock.wait(pause, signal);
  }

  const openKeys = new Set(open.map(({ door }) => doorKey(door)));
  const untilOf = (reasons: DoorAccess['reasons']) =>
    reasons.flatMap(({ removal }) => (removal.possible ? [] : [removal.until]))[0] ?? null;
  return {
    requested,
    verified: before.filter(({ door }) => !openKeys.has(doorKey(door))).map(({ door }) => door),
    pending: open
      .filter((access) => closes(target, access))
      .map(({ door }) => ({ door, cause: 'pending', until: null })),
    residual: open
      .filter((access) => !closes(target, access))
      .map(({ door, reasons }) => ({ door, reasons, until: untilOf(reasons) })),
  };
};
