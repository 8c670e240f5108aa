import { type AcsCredential, type AcsEntrance, type AcsUser, paginate } from '@org/seam-core';
import { eachPresent, hasId, type Reading } from './reading.ts';

/** Who may be able to open a door, before their access is read. */
export interface Candidates {
  /** People, by `user_identity_id`. */
  readonly people: ReadonlySet<string>;
  /** ACS users without a user identity that can open it. */
  readonly acsUsers: readonly AcsUser[];
  /** Credentials without an ACS user and without a user identity that are for it. */
  readonly credentials: readonly AcsCredential[];
}

/**
 * Finds who may be able to open a device. Seam has no list by device, so every user identity is asked. The owners of access
 * grants for the device are added: they may know a code that Seam does not list as theirs.
 */
export const deviceCandidates = async (
  { seam, call, limit }: Reading,
  device_id: string,
): Promise<Candidates> => {
  const [managed, unmanaged, grants] = await Promise.all([
    limit(() => Array.fromAsync(paginate(seam.userIdentities.list, {}, call))),
    limit(() => Array.fromAsync(paginate(seam.userIdentities.unmanaged.list, {}, call))),
    limit(() => Array.fromAsync(paginate(seam.accessGrants.list, { device_id }, call))),
  ]);
  const opens = await eachPresent([...managed, ...unmanaged], async ({ user_identity_id }) => {
    const devices = await limit(() => seam.userIdentities.listAccessibleDevices({ user_identity_id }, call));
    return devices.some((device) => device.device_id === device_id) ? user_identity_id : undefined;
  });
  const owners = grants.map(({ user_identity_id }) => user_identity_id);
  return { people: new Set([...opens.filter(hasId), ...owners]), acsUsers: [], credentials: [] };
};

/** The ACS users of the access system of an entrance, and those of the credentials that are for it. */
const usersFor = async (
  { seam, call, limit }: Reading,
  acs_system_id: string,
  credentials: readonly AcsCredential[],
): Promise<AcsUser[]> => {
  const users = await limit(() => Array.fromAsync(paginate(seam.acs.users.list, { acs_system_id }, call)));
  const known = new Set<string | undefined>(users.map(({ acs_user_id }) => acs_user_id));
  const others = new Set(credentials.map(({ acs_user_id }) => acs_user_id).filter(hasId));
  const found = await eachPresent(
    [...others].filter((id) => !known.has(id)),
    (acs_user_id) => limit(() => seam.acs.users.get({ acs_user_id }, call)),
  );
  return [...users, ...found];
};

/**
 * Finds who may be able to open an entrance: every ACS user of its access system is asked, and every owner of an access grant
 * there.
 */
export const entranceCandidates = async (
  reading: Reading,
  { acs_entrance_id, acs_system_id }: AcsEntrance,
): Promise<Candidates> => {
  const { seam, call, limit } = reading;
  const [credentials, grants, unmanagedGrants] = await Promise.all([
    limit(() => seam.acs.entrances.listCredentialsWithAccess({ acs_entrance_id }, call)),
    limit(() => Array.fromAsync(paginate(seam.accessGrants.list, { acs_system_id }, call))),
    limit(() => Array.fromAsync(paginate(seam.accessGrants.unmanaged.list, { acs_system_id }, call))),
  ]);
  const users = await usersFor(reading, acs_system_id, credentials);
  const has = (entrances: readonly AcsEntrance[]) =>
    entrances.some((entrance) => entrance.acs_entrance_id === acs_entrance_id);
  const opening = await eachPresent(users, async (user) => {
    const { acs_user_id } = user;
    return has(await limit(() => seam.acs.users.listAccessibleEntrances({ acs_user_id }, call)))
      ? user
      : undefined;
  });
  const openers = opening.filter((user) => user !== undefined);
  const people = new Set([
    ...openers.map(({ user_identity_id }) => user_identity_id).filter(hasId),
    ...credentials.flatMap(({ acs_user_id, user_identity_id }) =>
      !hasId(acs_user_id) && hasId(user_identity_id) ? [user_identity_id] : [],
    ),
  ]);
  const owners = new Set(
    [...grants, ...unmanagedGrants].map(({ user_identity_id }) => user_identity_id).filter(hasId),
  );
  const byGrant = await eachPresent(
    [...owners].filter((id) => !people.has(id)),
    async (user_identity_id) => {
      const entrances = await limit(() =>
        seam.userIdentities.listAccessibleEntrances({ user_identity_id }, call),
      );
      return has(entrances) ? user_identity_id : undefined;
    },
  );
  return {
    people: new Set([...people, ...byGrant.filter(hasId)]),
    acsUsers: openers.filter(({ user_identity_id }) => !hasId(user_identity_id)),
    credentials: credentials.filter(
      ({ acs_user_id, user_identity_id }) => !hasId(acs_user_id) && !hasId(user_identity_id),
    ),
  };
};
