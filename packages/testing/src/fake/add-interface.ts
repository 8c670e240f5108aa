import type {
  AccessGrant,
  AccessMethod,
  AcsCredential,
  AcsEncoder,
  AcsEntrance,
  AcsUser,
  InstantKey,
  Space,
  UserIdentity,
  Workspace,
} from '@org/seam-core';
import type { AccessGrantOverrides } from '../resources/access-grants/record.ts';
import type { AccessMethodOverrides } from '../resources/access-methods/record.ts';
import type { AcsCredentialOverrides } from '../resources/acs/credentials/record.ts';
import type { DeviceOverrides } from '../resources/devices/record.ts';
import type { SpaceOverrides } from '../resources/spaces/record.ts';
import type {
  AccessCodeRow,
  ClientSessionRow,
  ConnectedAccountRow,
  ConnectWebviewRow,
  DeviceRow,
  NoiseThresholdRow,
  PhoneRow,
  UserIdentityRow,
  WebhookRow,
} from './rows.ts';
import type {
  AcsAccessGroupRow,
  AcsEncoderRow,
  AcsEntranceRow,
  AcsSystemRow,
  AcsUserRow,
} from './acs-rows.ts';

/** The user identity that owns the object. */
interface OfIdentity {
  readonly user_identity_id: string;
}

type InSystem<TRow> = Partial<TRow> & { readonly acs_system_id: string };

/** Adds objects to the fake without a request. Omitted properties get plausible values. */
export interface Add {
  workspace(overrides?: Partial<Workspace>): Workspace;
  /** Creates an API key. Default workspace: the fake's first one. */
  apiKey(workspace_id?: string): string;
  /** Creates a personal access token, for `personalAccessToken` of a client. */
  personalAccessToken(): string;
  /**
   * Creates a session of Seam's console and returns its token, a JWT that is valid for every workspace: for a client's
   * `consoleSessionToken`.
   */
  consoleSession(): string;
  connectedAccount(overrides?: Partial<ConnectedAccountRow>): ConnectedAccountRow;
  userIdentity(overrides?: Partial<UserIdentityRow>): UserIdentity;
  /** Adds a lock. `name` sets all of its names, and `properties` replaces single properties of its model. */
  device(overrides?: DeviceOverrides): DeviceRow;
  thermostat(overrides?: DeviceOverrides): DeviceRow;
  noiseSensor(overrides?: DeviceOverrides): DeviceRow;
  noiseThreshold(overrides: Partial<NoiseThresholdRow> & { readonly device_id: string }): NoiseThresholdRow;
  accessCode(overrides: Partial<AccessCodeRow> & { readonly device_id: string }): AccessCodeRow;
  acsSystem(overrides?: Partial<AcsSystemRow>): AcsSystemRow;
  acsEntrance(overrides: InSystem<AcsEntranceRow>): AcsEntrance;
  acsUser(overrides: InSystem<AcsUserRow>): AcsUser;
  acsAccessGroup(overrides: InSystem<AcsAccessGroupRow>): AcsAccessGroupRow;
  acsCredential(overrides: AcsCredentialOverrides): AcsCredential;
  acsEncoder(overrides: InSystem<AcsEncoderRow>): AcsEncoder;
  clientSession(overrides?: Partial<ClientSessionRow>): ClientSessionRow;
  connectWebview(overrides?: Partial<ConnectWebviewRow>): ConnectWebviewRow;
  instantKey(overrides: Partial<InstantKey> & OfIdentity): InstantKey;
  phone(overrides: Partial<PhoneRow> & OfIdentity): PhoneRow;
  webhook(overrides?: Partial<WebhookRow>): WebhookRow;
  /** Adds an access grant without access methods; the API creates those. */
  accessGrant(overrides: AccessGrantOverrides): AccessGrant;
  accessMethod(overrides: AccessMethodOverrides): AccessMethod;
  space(overrides?: SpaceOverrides): Space;
}
