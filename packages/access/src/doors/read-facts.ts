import {
  type AccessCode,
  type AccessGrant,
  type AccessMethod,
  type AcsAccessGroup,
  type AcsCredential,
  type AcsEntrance,
  type AcsUser,
  type CallOptions,
  type ClientSession,
  type Device,
  type InstantKey,
  isSeamError,
  paginate,
  type Phone,
  type Seam,
  type UserIdentity,
} from '@org/seam-core';
import { mapLimited } from '../changes/map-limited.ts';

/** An ACS user of a person, with what it can open and through what. */
export interface AcsUserFacts {
  readonly acs_user: AcsUser;
  /** What Seam says the ACS user can open, for whatever reason. */
  readonly entrances: readonly AcsEntrance[];
  readonly access_groups: readonly {
    readonly group: AcsAccessGroup;
    readonly entrances: readonly AcsEntrance[];
  }[];
  readonly credentials: readonly {
    readonly credential: AcsCredential;
    readonly entrances: readonly AcsEntrance[];
  }[];
}

/** An access grant of a person, with its access methods and what it is for. */
export interface AccessGrantFacts {
  readonly grant: AccessGrant;
  readonly methods: readonly AccessMethod[];
  readonly codes: readonly AccessCode[];
  readonly devices: readonly Device[];
  readonly entrances: readonly AcsEntrance[];
}

/** Everything that Seam says about the access of a person. */
export interface AccessFacts {
  readonly user_identity: UserIdentity;
  /** What Seam says the person can open, for whatever reason. */
  readonly devices: readonly Device[];
  readonly entrances: readonly AcsEntrance[];
  readonly acs_users: readonly AcsUserFacts[];
  readonly access_grants: readonly AccessGrantFacts[];
  readonly phones: readonly Phone[];
  readonly client_sessions: readonly ClientSession[];
  readonly instant_keys: readonly InstantKey[];
}

/** How facts are read. */
export interface ReadOptions {
  /** Aborts reading. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How many requests are sent at a time.
   * @default 4
   */
  readonly concurrency?: number | undefined;
}

const all = async <TItem>(items: AsyncIterable<TItem>): Promise<TItem[]> => await Array.fromAsync(items);

const readAcsUser = async (seam: Seam, acs_user: AcsUser, options: CallOptions): Promise<AcsUserFacts> => {
  const { acs_user_id } = acs_user;
  const entrances = await seam.acs.users.listAccessibleEntrances({ acs_user_id }, options);
  const groups = await seam.acs.accessGroups.list({ acs_user_id }, options);
  const credentials = await all(paginate(seam.acs.credentials.list, { acs_user_id }, options));
  return {
    acs_user,
    entrances,
    access_groups: await mapLimited(groups, 1, async (group) => ({
      group,
      entrances: await seam.acs.accessGroups.listAccessibleEntrances(
        { acs_access_group_id: group.acs_access_group_id },
        options,
      ),
    })),
    credentials: await mapLimited(credentials, 1, async (credential) => ({
      credential,
      entrances: await seam.acs.credentials.listAccessibleEntrances(
        { acs_credential_id: credential.acs_credential_id },
        options,
      ),
    })),
  };
};

const readGrant = async (seam: Seam, grant: AccessGrant, options: CallOptions): Promise<AccessGrantFacts> => {
  const { access_grant_id } = grant;
  const related = await seam.accessGrants.getRelated(
    { access_grant_ids: [access_grant_id], include: ['devices', 'acs_entrances', 'access_methods'] },
    options,
  );
  const methods = related.access_methods ?? [];
  const hasCode = methods.some(({ mode }) => mode === 'code');
  return {
    grant,
    methods,
    codes: hasCode ? await all(paginate(seam.accessCodes.list, { access_grant_id }, options)) : [],
    devices: related.devices ?? [],
    entrances: related.acs_entrances ?? [],
  };
};

/** Reads everything that Seam says about the access of a person. Changes nothing. */
export const readFacts = async (
  seam: Seam,
  user_identity: UserIdentity,
  { signal, concurrency = 4 }: ReadOptions = {},
): Promise<AccessFacts> => {
  const { user_identity_id } = user_identity;
  const options = { signal };
  const acsUsers = await seam.userIdentities.listAcsUsers({ user_identity_id }, options);
  const grants = await all(paginate(seam.accessGrants.list, { user_identity_id }, options));
  return {
    user_identity,
    acs_users: await mapLimited(acsUsers, concurrency, (user) => readAcsUser(seam, user, options)),
    access_grants: await mapLimited(grants, concurrency, (grant) => readGrant(seam, grant, options)),
    phones: await seam.phones.list({ owner_user_identity_id: user_identity_id }, options),
    client_sessions: await seam.clientSessions.list({ user_identity_id }, options),
    instant_keys: await seam.instantKeys.list({ user_identity_id }, options),
    // Last: what was read before explains these lists, and they decide whether a door is open.
    devices: await seam.userIdentities.listAccessibleDevices({ user_identity_id }, options),
    entrances: await seam.userIdentities.listAccessibleEntrances({ user_identity_id }, options),
  };
};

/** Like `readFacts`, for ACS users whose user identity does not exist any more. */
export const readAcsUserFacts = async (
  seam: Seam,
  {
    user_identity_id,
    acs_user_ids,
  }: { readonly user_identity_id: string; readonly acs_user_ids: readonly string[] },
  { signal, concurrency = 4 }: ReadOptions = {},
): Promise<AccessFacts> => {
  const options = { signal };
  const found = await mapLimited(acs_user_ids, concurrency, async (acs_user_id) => {
    const acs_user = await seam.acs.users.get({ acs_user_id }, options).catch((error: unknown) => {
      if (isSeamError(error, 'SeamNotFoundError')) return;
      throw error;
    });
    return acs_user && (await readAcsUser(seam, acs_user, options));
  });
  return {
    user_identity: { user_identity_id } as UserIdentity,
    acs_users: found.filter((facts) => facts !== undefined),
    access_grants: [],
    phones: [],
    client_sessions: [],
    instant_keys: [],
    devices: [],
    entrances: [],
  };
};
