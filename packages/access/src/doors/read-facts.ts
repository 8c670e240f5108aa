import {
  type AcsCredential,
  type AcsEntrance,
  type AcsSystem,
  type AcsUser,
  paginate,
  type Seam,
  type UserIdentity,
} from '@org/seam-core';
import { type OptionRules, rules } from '@org/seam-core/internal';
import { abortSignal, withFunctions } from '../check-options.ts';
import type { Limit } from '../changes/limit.ts';
import type { Clock } from '../offboarding/clock.ts';
import type { AccessFacts, AcsUserFacts, CredentialFacts } from './facts.ts';
import { withFormerCodes } from './former-devices.ts';
import { readGrant, readUnmanagedGrant } from './read-grants.ts';
import { eachPresent, hasId, type Reading, startReading } from './reading.ts';

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

/** Reads which entrances a credential opens now, or else which ones it is for. */
export const readCredential = async (
  { seam, call, limit }: Reading,
  credential: AcsCredential,
): Promise<CredentialFacts> => {
  const { acs_credential_id } = credential;
  const entrances = await limit(() =>
    seam.acs.credentials.listAccessibleEntrances({ acs_credential_id }, call),
  );
  if (entrances.length > 0) return { credential, entrances };
  const named_entrances = await limit(() =>
    Array.fromAsync(paginate(seam.acs.entrances.list, { acs_credential_id }, call)),
  );
  return { credential, entrances, named_entrances };
};

/** Reads an ACS user. `entrances` comes last: the rest explains it. */
const readAcsUser = async (reading: Reading, acs_user: AcsUser): Promise<AcsUserFacts> => {
  const { seam, call, limit } = reading;
  const { acs_user_id } = acs_user;
  const [groups, credentials] = await Promise.all([
    limit(() => seam.acs.accessGroups.list({ acs_user_id }, call)),
    limit(() => Array.fromAsync(paginate(seam.acs.credentials.list, { acs_user_id }, call))),
  ]);
  const [access_groups, credentialFacts] = await Promise.all([
    eachPresent(groups, async (group) => {
      const { acs_access_group_id } = group;
      return {
        group,
        entrances: await limit(() =>
          seam.acs.accessGroups.listAccessibleEntrances({ acs_access_group_id }, call),
        ),
      };
    }),
    eachPresent(credentials, (credential) => readCredential(reading, credential)),
  ]);
  const entrances: AcsEntrance[] = await limit(() =>
    seam.acs.users.listAccessibleEntrances({ acs_user_id }, call),
  );
  return { acs_user, entrances, access_groups, credentials: credentialFacts };
};

/** Credentials of the user identity that no ACS user has. */
const readOwnCredentials = async (reading: Reading, user_identity_id: string): Promise<CredentialFacts[]> => {
  const { seam, call, limit } = reading;
  const all = await limit(() =>
    Array.fromAsync(paginate(seam.acs.credentials.list, { user_identity_id }, call)),
  );
  const own = all.filter(({ acs_user_id }) => !hasId(acs_user_id));
  return await eachPresent(own, (credential) => readCredential(reading, credential));
};

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
    await eachPresent(await limit(() => seam.userIdentities.listAcsUsers(id, call)), (user) =>
      readAcsUser(reading, user),
    );
  const readGrants = async () => {
    const grants = await eachPresent(
      await limit(() => Array.fromAsync(paginate(seam.accessGrants.list, id, call))),
      (grant) => readGrant(reading, grant),
    );
    const access_grants = await withFormerCodes(
      reading,
      grants.map(({ facts }) => facts),
    );
    return { access_grants, systems: grants.flatMap((grant) => grant.systems) };
  };
  const readUnmanagedGrants = async () =>
    await eachPresent(
      await limit(() => Array.fromAsync(paginate(seam.accessGrants.unmanaged.list, id, call))),
      (grant) => readUnmanagedGrant(reading, grant),
    );
  const [acs_users, grants, unmanaged, own_credentials, systems, phones, client_sessions, instant_keys] =
    await Promise.all([
      readAcsUsers(),
      readGrants(),
      readUnmanagedGrants(),
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
    unmanaged_access_grants: unmanaged,
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
  const acs_users = await eachPresent(acs_user_ids, async (acs_user_id) =>
    readAcsUser(reading, await limit(() => seam.acs.users.get({ acs_user_id }, call))),
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
