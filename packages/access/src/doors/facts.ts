import type {
  AccessCode,
  AccessGrant,
  AccessMethod,
  AcsAccessGroup,
  AcsCredential,
  AcsEntrance,
  AcsSystem,
  AcsUser,
  ClientSession,
  Device,
  InstantKey,
  Phone,
  UnmanagedAccessCode,
  UnmanagedAccessGrant,
  UserIdentity,
} from '@org/seam-core';

/** A credential, with the entrances that it opens now. */
export interface CredentialFacts {
  readonly credential: AcsCredential;
  readonly entrances: readonly AcsEntrance[];
  /** The entrances that it is for; read only when it opens none now. */
  readonly named_entrances?: readonly AcsEntrance[];
}

/** An ACS user of a person, with what it can open and through what. */
export interface AcsUserFacts {
  readonly acs_user: AcsUser;
  /** What Seam says the ACS user can open, for whatever reason. */
  readonly entrances: readonly AcsEntrance[];
  readonly access_groups: readonly {
    readonly group: AcsAccessGroup;
    readonly entrances: readonly AcsEntrance[];
  }[];
  readonly credentials: readonly CredentialFacts[];
}

/** An access grant of a person, with its access methods and what it is for. */
export interface AccessGrantFacts<TGrant = AccessGrant> {
  readonly grant: TGrant;
  readonly methods: readonly AccessMethod[];
  /** Its access codes. They contain digits: do not log them. */
  readonly codes: readonly AccessCode[];
  /** Backup access codes that were pulled for its access codes. */
  readonly backup_codes: readonly AccessCode[];
  /** Other codes on its devices with the digits of its own code. */
  readonly same_codes: readonly (AccessCode | UnmanagedAccessCode)[];
  readonly devices: readonly Device[];
  /** Devices of `same_codes` that Seam does not manage any more. It does not say that they were the access grant's. */
  readonly former_devices?: readonly CodeDevice[];
  readonly entrances: readonly AcsEntrance[];
  /** The credentials of its access methods, whatever ACS user they belong to. */
  readonly credentials: readonly AcsCredential[];
}

/** A device, also one that Seam does not manage. */
export interface CodeDevice extends Pick<Device, 'device_id' | 'display_name'> {
  readonly properties: { readonly online?: boolean | undefined };
}

/** An access code of a person that no access grant shows any more, with its device. */
export interface LeftCodeFacts {
  readonly code: AccessCode | UnmanagedAccessCode;
  readonly device: CodeDevice;
  /** The access grant that it was of, where that is known. */
  readonly access_grant_id?: string | undefined;
}

/** Everything that Seam says about the access of a person. */
export interface AccessFacts {
  readonly user_identity: UserIdentity;
  /** When the facts were read, ISO 8601; absent when the reader had no clock. */
  readonly read_at?: string;
  /** What Seam says the person can open, for whatever reason. */
  readonly devices: readonly Device[];
  readonly entrances: readonly AcsEntrance[];
  readonly acs_users: readonly AcsUserFacts[];
  readonly access_grants: readonly AccessGrantFacts[];
  /** Access grants that were not made through Seam. Seam does not delete them. Absent when they were not read. */
  readonly unmanaged_access_grants?: readonly AccessGrantFacts<UnmanagedAccessGrant>[];
  /** Credentials that belong to the user identity without an ACS user. Absent when they were not read. */
  readonly own_credentials?: readonly CredentialFacts[];
  /** Access codes of access grants, with their backups, after their access grant is gone. Absent when there can be none. */
  readonly left_codes?: readonly LeftCodeFacts[];
  /** The access systems of the ACS users and of the access grants. Absent when they were not read. */
  readonly acs_systems?: readonly AcsSystem[];
  readonly phones: readonly Phone[];
  readonly client_sessions: readonly ClientSession[];
  readonly instant_keys: readonly InstantKey[];
}
