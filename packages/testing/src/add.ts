import type { AcsCredential, AcsEntrance, AcsUser, UserIdentity, Workspace } from '@org/seam-core';
import { addAcsAccessGroup } from './fixtures/acs/access-groups.ts';
import { addAcsCredential } from './fixtures/acs/credentials.ts';
import { addAcsEntrance } from './fixtures/acs/entrances.ts';
import { addAcsSystem } from './fixtures/acs/systems.ts';
import { addAcsUser } from './fixtures/acs/users.ts';
import { addClientSession } from './fixtures/client-sessions.ts';
import { addConnectedAccount } from './fixtures/connected-accounts.ts';
import { addDevice, type DeviceOverrides } from './fixtures/devices.ts';
import { addUserIdentity } from './fixtures/user-identities.ts';
import { addApiKey, addPersonalAccessToken, addWorkspace } from './fixtures/workspaces.ts';
import { presentAcsEntrance } from './present/acs-entrance.ts';
import { presentAcsUser } from './present/acs-user.ts';
import { presentUserIdentity } from './present/user-identity.ts';
import type {
  AcsAccessGroupRow,
  AcsEntranceRow,
  AcsSystemRow,
  AcsUserRow,
  ClientSessionRow,
  ConnectedAccountRow,
  DeviceRow,
  UserIdentityRow,
} from './rows.ts';
import type { World } from './world.ts';

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
  acsSystem(overrides?: Partial<AcsSystemRow>): AcsSystemRow;
  acsEntrance(overrides: InSystem<AcsEntranceRow>): AcsEntrance;
  acsUser(overrides: InSystem<AcsUserRow>): AcsUser;
  acsAccessGroup(overrides: InSystem<AcsAccessGroupRow>): AcsAccessGroupRow;
  acsCredential(overrides: Partial<AcsCredential> & { readonly acs_user_id: string }): AcsCredential;
  clientSession(overrides?: Partial<ClientSessionRow>): ClientSessionRow;
}

/** The builders of one world; what they make belongs to `home` unless `workspace_id` says otherwise. */
export const createAdd = (world: World, home: string): Add => {
  const at = (overrides: { readonly workspace_id?: string } = {}) => overrides.workspace_id ?? home;
  return {
    workspace: (overrides) => addWorkspace(world, overrides),
    apiKey: (workspace_id = home) => addApiKey(world, workspace_id),
    personalAccessToken: () => addPersonalAccessToken(world),
    connectedAccount: (overrides) => addConnectedAccount(world, at(overrides), overrides),
    userIdentity: (overrides) => presentUserIdentity(world)(addUserIdentity(world, at(overrides), overrides)),
    device: (overrides) => addDevice(world, at(overrides), overrides),
    acsSystem: (overrides) => addAcsSystem(world, at(overrides), overrides),
    acsEntrance: (overrides) => presentAcsEntrance(world)(addAcsEntrance(world, at(overrides), overrides)),
    acsUser: (overrides) => presentAcsUser(world)(addAcsUser(world, at(overrides), overrides)),
    acsAccessGroup: (overrides) => addAcsAccessGroup(world, at(overrides), overrides),
    acsCredential: (overrides) => addAcsCredential(world, at(overrides), overrides),
    clientSession: (overrides) => addClientSession(world, at(overrides), overrides),
  };
};
