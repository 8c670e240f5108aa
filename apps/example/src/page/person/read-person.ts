import {
  isSeamError,
  type AcsEntrance,
  type AcsSystem,
  type AcsUser,
  type Device,
  type UserIdentity,
} from '@org/seam-core';
import type { AccessView, ReasonView } from '../../access.ts';
import { access as consoleAccess, seam } from '../api.ts';

/** A person, the doors they can open, and the locks that can be granted. */
export interface Person {
  readonly identity: UserIdentity;
  readonly locks: readonly Device[];
  readonly entrances: readonly AcsEntrance[];
  readonly acsUsers: readonly AcsUser[];
  /** The names of the access systems, by id. */
  readonly systemNames: ReadonlyMap<string, string>;
  /** Locks that the person cannot open. */
  readonly otherLocks: readonly Device[];
  /** Why each door opens, and the runs that offboard the person. */
  readonly access: AccessView;
}

/** Why the person can open a door. */
export const reasonsOf = ({ access }: Person, id: string): readonly ReasonView[] =>
  access.doors.find(({ door }) => door.id === id)?.reasons ?? [];

const isLock = ({ capabilities_supported }: Device) =>
  capabilities_supported.includes('lock') || capabilities_supported.includes('access_code');

const toNames = (systems: readonly AcsSystem[]) =>
  new Map(systems.map(({ acs_system_id, name }) => [acs_system_id, name]));

/** Loads all of it from the API. */
export const readPerson = async (user_identity_id: string, signal: AbortSignal): Promise<Person> => {
  const params = { user_identity_id };
  const options = { signal };
  const [identity, locks, entrances, acsUsers, systems, devices, access] = await Promise.all([
    seam.userIdentities.get(params, options),
    seam.userIdentities.listAccessibleDevices(params, options),
    seam.userIdentities.listAccessibleEntrances(params, options),
    seam.userIdentities.listAcsUsers(params, options),
    seam.acs.systems.list({}, options),
    seam.devices.list({}, options),
    consoleAccess.person(params, options),
  ]);
  const granted = new Set(locks.map(({ device_id }) => device_id));
  return {
    identity,
    locks,
    entrances,
    acsUsers,
    systemNames: toNames(systems),
    otherLocks: devices.filter((device) => isLock(device) && !granted.has(device.device_id)),
    access,
  };
};

/** Whether an identity no longer exists, by a read of its own: the list of people is filtered and has a limit. */
export const readIsDeleted = async (user_identity_id: string): Promise<boolean | undefined> => {
  try {
    await seam.userIdentities.get({ user_identity_id });
    return false;
  } catch (error) {
    const isGone = isSeamError(error, 'SeamNotFoundError') && error.type === 'user_identity_not_found';
    return isGone || undefined;
  }
};
