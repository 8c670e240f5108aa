import type { AcsEntrance, AcsSystem, AcsUser, Device, UserIdentity } from '@org/seam-core';
import { seam } from './seam.ts';

/** A person, every door they can open, and what they could be given. */
export interface Person {
  readonly identity: UserIdentity;
  readonly locks: readonly Device[];
  readonly entrances: readonly AcsEntrance[];
  readonly acsUsers: readonly AcsUser[];
  /** The names of the access systems, by id. */
  readonly systemNames: ReadonlyMap<string, string>;
  /** The locks they do not have. */
  readonly otherLocks: readonly Device[];
}

const isLock = ({ capabilities_supported }: Device) =>
  capabilities_supported.includes('lock') || capabilities_supported.includes('access_code');

const toNames = (systems: readonly AcsSystem[]) =>
  new Map(systems.map(({ acs_system_id, name }) => [acs_system_id, name]));

/** Reads all of it anew. */
export const readPerson = async (user_identity_id: string, signal: AbortSignal): Promise<Person> => {
  const params = { user_identity_id };
  const options = { signal };
  const [identity, locks, entrances, acsUsers, systems, devices] = await Promise.all([
    seam.userIdentities.get(params, options),
    seam.userIdentities.listAccessibleDevices(params, options),
    seam.userIdentities.listAccessibleEntrances(params, options),
    seam.userIdentities.listAcsUsers(params, options),
    seam.acs.systems.list({}, options),
    seam.devices.list({}, options),
  ]);
  const theirs = new Set(locks.map(({ device_id }) => device_id));
  return {
    identity,
    locks,
    entrances,
    acsUsers,
    systemNames: toNames(systems),
    otherLocks: devices.filter((device) => isLock(device) && !theirs.has(device.device_id)),
  };
};
