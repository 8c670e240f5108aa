import type { AccessGrantsBatch, AccessMethodsBatch, SpacesBatch } from '@org/seam-core';
import type { Collection, WorkspaceRow } from '../collection.ts';
import { presentAccessGrant } from '../present/access-grant.ts';
import { presentAccessMethod } from '../present/access-method.ts';
import { presentAcsAccessGroup } from '../present/acs-access-group.ts';
import { presentAcsCredential } from '../present/acs-credential.ts';
import { presentAcsEntrance } from '../present/acs-entrance.ts';
import { presentAcsSystem } from '../present/acs-system.ts';
import { presentClientSession } from '../present/client-session.ts';
import { presentConnectedAccount } from '../present/connected-account.ts';
import { presentDevice } from '../present/device.ts';
import { presentSpace } from '../present/space.ts';
import { presentUserIdentity } from '../present/user-identity.ts';
import type { World } from '../world.ts';

type AnyBatch = AccessGrantsBatch & AccessMethodsBatch & SpacesBatch;

/** Everything that can be in a batch of related resources, under the names the API has for it. */
export type Batch = { [K in keyof AnyBatch]-?: NonNullable<AnyBatch[K]> };

const lookUp =
  <TRow extends WorkspaceRow, TShown>(collection: Collection<TRow>, present: (row: TRow) => TShown) =>
  (ids: readonly string[]): TShown[] =>
    [...new Set(ids)].flatMap((id) => {
      const row = collection.get(id);
      return row === undefined ? [] : [present(row)];
    });

/** How the parts of a batch are shown, given their ids. */
export const batchParts = (world: World): { [K in keyof Batch]: (ids: readonly string[]) => Batch[K] } => {
  const { state } = world;
  return {
    access_grants: lookUp(state.accessGrants, presentAccessGrant(world)),
    access_methods: lookUp(state.accessMethods, presentAccessMethod),
    acs_access_groups: lookUp(state.acsAccessGroups, presentAcsAccessGroup(world)),
    acs_credentials: lookUp(state.acsCredentials, presentAcsCredential(world)),
    acs_entrances: lookUp(state.acsEntrances, presentAcsEntrance(world)),
    acs_systems: lookUp(state.acsSystems, presentAcsSystem(world)),
    client_sessions: lookUp(state.clientSessions, presentClientSession(world)),
    connected_accounts: lookUp(state.connectedAccounts, presentConnectedAccount),
    devices: lookUp(state.devices, presentDevice(world)),
    instant_keys: lookUp(state.instantKeys, (key) => key),
    spaces: lookUp(state.spaces, presentSpace(world)),
    user_identities: lookUp(state.userIdentities, presentUserIdentity(world)),
  };
};
