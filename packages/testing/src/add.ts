import { SeamConfigError } from '@org/seam-core';
import { describeValue } from '@org/seam-core/internal';
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
import { addAccessGrant, type AccessGrantOverrides } from './fixtures/access-grants.ts';
import { addAccessMethod, type AccessMethodOverrides } from './fixtures/access-methods.ts';
import { addAccessCode } from './fixtures/access-codes.ts';
import { addAcsAccessGroup } from './fixtures/acs/access-groups.ts';
import { addAcsCredential, type AcsCredentialOverrides } from './fixtures/acs/credentials.ts';
import { addAcsEncoder } from './fixtures/acs/encoders.ts';
import { addAcsEntrance } from './fixtures/acs/entrances.ts';
import { addAcsSystem } from './fixtures/acs/systems.ts';
import { addAcsUser } from './fixtures/acs/users.ts';
import { addClientSession } from './fixtures/client-sessions.ts';
import { addConnectedAccount } from './fixtures/connected-accounts.ts';
import { addConnectWebview } from './fixtures/connect-webviews.ts';
import { addDevice, type DeviceOverrides } from './fixtures/devices.ts';
import { addInstantKey } from './fixtures/instant-keys.ts';
import { addNoiseSensor, addNoiseThreshold } from './fixtures/noise-sensors.ts';
import { addPhone } from './fixtures/phones.ts';
import { addSpace, type SpaceOverrides } from './fixtures/spaces.ts';
import { addThermostat } from './fixtures/thermostats.ts';
import { addUserIdentity } from './fixtures/user-identities.ts';
import { addWebhook } from './fixtures/webhooks.ts';
import { addApiKey, addPersonalAccessToken, addWorkspace } from './fixtures/workspaces.ts';
import { checkOverrides, type AddFunction } from './known-overrides.ts';
import { presentAccessGrant } from './present/access-grant.ts';
import { presentAccessMethod } from './present/access-method.ts';
import { presentAcsCredential } from './present/acs-credential.ts';
import { presentAcsEncoder } from './present/acs-encoder.ts';
import { presentAcsEntrance } from './present/acs-entrance.ts';
import { presentAcsUser } from './present/acs-user.ts';
import { presentSpace } from './present/space.ts';
import { presentUserIdentity } from './present/user-identity.ts';
import type {
  AccessCodeRow,
  AcsAccessGroupRow,
  AcsEncoderRow,
  AcsEntranceRow,
  AcsSystemRow,
  AcsUserRow,
  ClientSessionRow,
  ConnectedAccountRow,
  ConnectWebviewRow,
  DeviceRow,
  NoiseThresholdRow,
  PhoneRow,
  UserIdentityRow,
  WebhookRow,
} from './rows.ts';
import type { World } from './world.ts';

/** Whose it is. */
interface OfIdentity {
  readonly user_identity_id: string;
}

type InSystem<TRow> = Partial<TRow> & { readonly acs_system_id: string };

/** Puts things into the fake without a call. Whatever is not given has a plausible value. */
export interface Add {
  workspace(overrides?: Partial<Workspace>): Workspace;
  /** Makes an API key, for the fake's own workspace unless another is named. */
  apiKey(workspace_id?: string): string;
  personalAccessToken(): string;
  connectedAccount(overrides?: Partial<ConnectedAccountRow>): ConnectedAccountRow;
  userIdentity(overrides?: Partial<UserIdentityRow>): UserIdentity;
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
  /** An access grant without access methods: those are made by the API. */
  accessGrant(overrides: AccessGrantOverrides): AccessGrant;
  accessMethod(overrides: AccessMethodOverrides): AccessMethod;
  space(overrides?: SpaceOverrides): Space;
}

type Builders = Pick<Add, AddFunction>;

/** The same functions, checking what they are told. */
const checked = (builders: Builders): Builders =>
  Object.fromEntries(
    Object.entries(builders).map(([name, build]) => [
      name,
      (overrides: never) => {
        checkOverrides(name as AddFunction, overrides);
        return build(overrides);
      },
    ]),
  ) as unknown as Builders;

/** The builders of one world; what they make belongs to `home` unless `workspace_id` says otherwise. */
export const createAdd = (world: World, home: string): Add => {
  const at = (overrides: { readonly workspace_id?: string } = {}) => overrides.workspace_id ?? home;
  const builders: Builders = {
    workspace: (overrides) => addWorkspace(world, overrides),
    connectedAccount: (overrides) => addConnectedAccount(world, at(overrides), overrides),
    userIdentity: (overrides) => presentUserIdentity(world)(addUserIdentity(world, at(overrides), overrides)),
    device: (overrides) => addDevice(world, at(overrides), overrides),
    thermostat: (overrides) => addThermostat(world, at(overrides), overrides),
    noiseSensor: (overrides) => addNoiseSensor(world, at(overrides), overrides),
    noiseThreshold: (overrides) => addNoiseThreshold(world, at(overrides), overrides),
    accessCode: (overrides) => addAccessCode(world, at(overrides), overrides),
    acsSystem: (overrides) => addAcsSystem(world, at(overrides), overrides),
    acsEntrance: (overrides) => presentAcsEntrance(world)(addAcsEntrance(world, at(overrides), overrides)),
    acsUser: (overrides) => presentAcsUser(world)(addAcsUser(world, at(overrides), overrides)),
    acsAccessGroup: (overrides) => addAcsAccessGroup(world, at(overrides), overrides),
    acsCredential: (overrides) =>
      presentAcsCredential(world)(addAcsCredential(world, at(overrides), overrides)),
    acsEncoder: (overrides) => presentAcsEncoder(addAcsEncoder(world, at(overrides), overrides)),
    clientSession: (overrides) => addClientSession(world, at(overrides), overrides),
    connectWebview: (overrides) => addConnectWebview(world, at(overrides), overrides),
    instantKey: (overrides) => addInstantKey(world, at(overrides), overrides),
    phone: (overrides) => addPhone(world, at(overrides), overrides),
    webhook: (overrides) => addWebhook(world, at(overrides), overrides),
    accessGrant: (overrides) => presentAccessGrant(world)(addAccessGrant(world, at(overrides), overrides)),
    accessMethod: (overrides) => presentAccessMethod(addAccessMethod(world, at(overrides), overrides)),
    space: (overrides) => presentSpace(world)(addSpace(world, at(overrides), overrides)),
  };
  return {
    ...checked(builders),
    apiKey: (workspace_id = home) => {
      if (!world.state.workspaces.get(workspace_id))
        throw new SeamConfigError(
          `add.apiKey() takes the id of a workspace; got ${describeValue(workspace_id)}.`,
        );
      return addApiKey(world, workspace_id);
    },
    personalAccessToken: () => addPersonalAccessToken(world),
  };
};
