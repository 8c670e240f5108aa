import type {
  AcsCredential,
  AcsEntrance,
  AcsSystem,
  AcsUser,
  Device,
  InstantKey,
  UserIdentity,
  Workspace,
} from '@org/seam-core';
import { Collection } from './collection.ts';
import { Links } from './links.ts';

/** A user identity as stored: its ACS users are looked up, not stored. */
export interface UserIdentityRow extends Omit<UserIdentity, 'acs_user_ids' | 'display_name'> {
  readonly is_managed: boolean;
}

/** An ACS user as stored: what it repeats of its user identity is looked up. */
export type AcsUserRow = Omit<
  AcsUser,
  'user_identity_email_address' | 'user_identity_full_name' | 'user_identity_phone_number'
>;

/** A device as stored, managed or not. */
export interface DeviceRow extends Omit<Device, 'is_managed'> {
  readonly is_managed: boolean;
}

/** An entrance as stored: the API does not say of which workspace it is. */
export interface AcsEntranceRow extends AcsEntrance {
  readonly workspace_id: string;
}

export interface AcsAccessGroupRow {
  readonly acs_access_group_id: string;
  readonly acs_system_id: string;
  readonly name: string;
  readonly workspace_id: string;
}

export interface ClientSessionRow {
  readonly client_session_id: string;
  readonly created_at: string;
  readonly expires_at: string;
  readonly token: string;
  readonly user_identity_id?: string;
  readonly workspace_id: string;
}

export interface ConnectedAccountRow {
  readonly connected_account_id: string;
  readonly display_name: string;
  readonly workspace_id: string;
}

/** Everything the fake remembers. Read it in tests; change it through the API or `fake.add`. */
export class State {
  readonly workspaces = new Collection<Workspace>('workspace_id', 'workspace_not_found');
  readonly connectedAccounts = new Collection<ConnectedAccountRow>(
    'connected_account_id',
    'connected_account_not_found',
  );
  readonly userIdentities = new Collection<UserIdentityRow>('user_identity_id', 'user_identity_not_found');
  readonly devices = new Collection<DeviceRow>('device_id', 'device_not_found');
  readonly acsSystems = new Collection<AcsSystem>('acs_system_id', 'acs_system_not_found');
  readonly acsEntrances = new Collection<AcsEntranceRow>('acs_entrance_id', 'acs_entrance_not_found');
  readonly acsUsers = new Collection<AcsUserRow>('acs_user_id', 'acs_user_not_found');
  readonly acsAccessGroups = new Collection<AcsAccessGroupRow>(
    'acs_access_group_id',
    'acs_access_group_not_found',
  );
  readonly acsCredentials = new Collection<AcsCredential>('acs_credential_id', 'acs_credential_not_found');
  readonly clientSessions = new Collection<ClientSessionRow>('client_session_id', 'not_found');
  readonly instantKeys = new Collection<InstantKey>('instant_key_id', 'not_found');

  /** User identity → device, granted directly. */
  readonly deviceAccess = new Links();
  /** ACS user → entrance, granted directly. */
  readonly entranceAccess = new Links();
  /** ACS user → access group. */
  readonly groupMembers = new Links();
  /** Access group → entrance. */
  readonly groupEntrances = new Links();
  /** ACS credential → entrance. */
  readonly credentialEntrances = new Links();

  /** API key → workspace. */
  readonly apiKeys = new Map<string, string>();
  /** Personal access tokens, which reach every workspace of the fake. */
  readonly personalAccessTokens = new Set<string>();
}
