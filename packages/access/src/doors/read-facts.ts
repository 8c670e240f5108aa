import { type AcsSystem, type AcsUser, paginate, type Seam, type UserIdentity } from '@org/seam-core';
import { type OptionRules, rules } from '@org/seam-core/internal';
import { abortSignal, withFunctions } from '../check-options.ts';
import type { Limit } from '../changes/limit.ts';
import type { Clock } from '../offboarding/clock.ts';
import type { AccessFacts } from './facts.ts';
import { readFormerDevices, withFormerCodes } from './former-devices.ts';
import { readAcsUser, readOwnCredentials } from './read-acs-users.ts';
import { readGrant, readUnmanagedGrant } from './read-grants.ts';
import { eachPresent, startReading } from './reading.ts';

export type { AccessFacts, AccessGrantFacts, AcsUserFacts, CredentialFacts } from './facts.ts';

/** How facts are read. */
export interface ReadOptions {
  /** Aborts reading. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How many requests are sent at a time.
   * @default 4
   */
  readonly concurrency?: number | undefined;
  /**
   * The clock that decides what has begun and what has ended.
   * @default the time of this machine
   */
  readonly clock?: Clock | undefined;
}

/** The rules of options for reading. */
export const readRules: OptionRules<ReadOptions> = {
  signal: abortSignal,
  concurrency: rules.count(1, 100),
  clock: withFunctions('an object', ['now', 'wait']),
};

/** Options of a reading that may be part of a larger one. */
interface SharedReadOptions extends ReadOptions {
  readonly limit?: Limit | undefined;
}

const uniqueSystems = (systems: readonly AcsSystem[]): AcsSystem[] => [
  ...new Map(systems.map((system) => [system.acs_system_id, system])).values(),
];

/**
 * Reads everything that Seam says about the access of a person. Changes nothing. It takes ten requests, one more for a person
 * with a code of an access grant, for each ACS user three and one for each of its access groups and credentials, and for each
 * access grant one to three.
 */
export const readFacts = async (
  seam: Seam,
  user_identity: UserIdentity,
  options: SharedReadOptions = {},
): Promise<AccessFacts> => {
  const { user_identity_id } = user_identity;
  const reading = startReading(seam, options);
  const { call, limit } = reading;
  const read_at = options.clock?.now().toISOString();
  const id = { user_identity_id };
  const readAcsUsers = async () =>
    await eachPresent(
      await limit(() => seam.userIdentities.listAcsUsers(id, call)),
      (user) => readAcsUser(reading, user),
      ({ acs_user_id }) => limit(() => seam.acs.users.get({ acs_user_id }, call)),
    );
  const readGrants = async () => {
    const grants = await eachPresent(
      await limit(() => Array.fromAsync(paginate(seam.accessGrants.list, id, call))),
      (grant) => readGrant(reading, grant),
      ({ access_grant_id }) => limit(() => seam.accessGrants.get({ access_grant_id }, call)),
    );
    return { managed: grants.map(({ facts }) => facts), systems: grants.flatMap((grant) => grant.systems) };
  };
  const readUnmanagedGrants = async () =>
    await eachPresent(
      await limit(() => Array.fromAsync(paginate(seam.accessGrants.unmanaged.list, id, call))),
      (grant) => readUnmanagedGrant(reading, grant),
      ({ access_grant_id }) => limit(() => seam.accessGrants.unmanaged.get({ access_grant_id }, call)),
    );
  const readAllGrants = async () => {
    const [{ managed, systems }, unmanaged] = await Promise.all([readGrants(), readUnmanagedGrants()]);
    const former = await readFormerDevices(reading, [...managed, ...unmanaged]);
    const add = withFormerCodes(former);
    return {
      access_grants: managed.map((grant) => add(grant)),
      unmanaged_access_grants: unmanaged.map((grant) => add(grant)),
      systems,
    };
  };
  const [acs_users, grants, own_credentials, systems, phones, client_sessions, instant_keys] =
    await Promise.all([
      readAcsUsers(),
      readAllGrants(),
      readOwnCredentials(reading, user_identity_id),
      limit(() => seam.userIdentities.listAcsSystems(id, call)),
      limit(() => seam.phones.list({ owner_user_identity_id: user_identity_id }, call)),
      limit(() => seam.clientSessions.list(id, call)),
      limit(() => seam.instantKeys.list(id, call)),
    ]);
  // Last: what was read before explains these lists, and they decide whether a door is open.
  const [devices, entrances] = await Promise.all([
    limit(() => seam.userIdentities.listAccessibleDevices(id, call)),
    limit(() => seam.userIdentities.listAccessibleEntrances(id, call)),
  ]);
  return {
    user_identity,
    ...(read_at === undefined ? {} : { read_at }),
    devices,
    entrances,
    acs_users,
    access_grants: grants.access_grants,
    unmanaged_access_grants: grants.unmanaged_access_grants,
    own_credentials,
    acs_systems: uniqueSystems([...systems, ...grants.systems]),
    phones,
    client_sessions,
    instant_keys,
  };
};

/** Like `readFacts`, for ACS users whose user identity does not exist any more. */
export const readAcsUserFacts = async (
  seam: Seam,
  {
    user_identity_id,
    acs_user_ids,
  }: { readonly user_identity_id: string; readonly acs_user_ids: readonly string[] },
  options: SharedReadOptions = {},
): Promise<AccessFacts> => {
  const reading = startReading(seam, options);
  const { call, limit } = reading;
  const read_at = options.clock?.now().toISOString();
  const getUser = (acs_user_id: string): Promise<AcsUser> =>
    limit(() => seam.acs.users.get({ acs_user_id }, call));
  const acs_users = await eachPresent(
    acs_user_ids,
    async (acs_user_id) => readAcsUser(reading, await getUser(acs_user_id)),
    getUser,
  );
  return {
    user_identity: { user_identity_id } as UserIdentity,
    ...(read_at === undefined ? {} : { read_at }),
    acs_users,
    access_grants: [],
    unmanaged_access_grants: [],
    own_credentials: [],
    acs_systems: [],
    phones: [],
    client_sessions: [],
    instant_keys: [],
    devices: [],
    entrances: [],
  };
};
