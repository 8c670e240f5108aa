import type { AccessGrantsBatch, AccessMethodsBatch, SpacesBatch } from '@org/seam-core';
import type { Collection, WorkspaceRow } from '../../fake/collection.ts';
import type { World } from '../../fake/world.ts';
import { presentAccessGrant } from '../access-grants/record.ts';
import { presentAccessMethod } from '../access-methods/record.ts';
import { presentAcsAccessGroup } from '../acs/access-groups/record.ts';
import { presentAcsCredential } from '../acs/credentials/record.ts';
import { presentAcsEntrance } from '../acs/entrances/record.ts';
import { presentAcsSystem } from '../acs/systems/record.ts';
import { presentClientSession } from '../client-sessions/record.ts';
import { presentConnectedAccount } from '../connected-accounts/record.ts';
import { presentDevice } from '../devices/present.ts';
import { presentSpace } from '../spaces/record.ts';
import { presentUserIdentity } from '../user-identities/record.ts';

type AnyBatch = AccessGrantsBatch & AccessMethodsBatch & SpacesBatch;

/** All resources that a batch of related resources can have, by their names in the API. */
type Batch = { [K in keyof AnyBatch]-?: NonNullable<AnyBatch[K]> };

const lookUp =
  <TRow extends WorkspaceRow, TShown>(collection: Collection<TRow>, present: (row: TRow) => TShown) =>
  (ids: readonly string[]): TShown[] =>
    [...new Set(ids)].flatMap((id) => {
      const row = collection.get(id);
      return row === undefined ? [] : [present(row)];
    });

/** How each part of a batch is looked up and presented. */
const batchParts = (world: World): { [K in keyof Batch]: (ids: readonly string[]) => Batch[K] } => {
  const { state } = world;
  return {
    access_grants: lookUp(state.accessGrants, presentAccessGrant(world)),
    access_methods: lookUp(state.accessMethods, presentAccessMethod(world)),
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

/** Which parts a caller wants. Default: all. */
interface PartFilter<TPart> {
  readonly include?: readonly TPart[] | undefined;
  readonly exclude?: readonly TPart[] | undefined;
}

/** A batch of related resources. `ids` has the ids of each part; parts that the caller excludes are left out. */
export const batchOf = <TPart extends keyof Batch>(
  world: World,
  { include, exclude = [] }: PartFilter<TPart>,
  ids: { readonly [K in TPart]: () => readonly string[] },
): Partial<Pick<Batch, TPart>> => {
  const parts = batchParts(world);
  const names = (Object.keys(ids) as TPart[]).filter(
    (name) => (include?.includes(name) ?? true) && !exclude.includes(name),
  );
  return Object.fromEntries(names.map((name) => [name, parts[name](ids[name]())])) as Partial<
    Pick<Batch, TPart>
  >;
};

interface Places {
  readonly devices: readonly string[];
  readonly entrances: readonly string[];
}

/** The ids of devices and entrances, and of their accounts and access systems. */
export const relatedPlaces = ({ state }: World, { devices, entrances }: Places) => {
  const managedDevices = devices.flatMap((id) => state.devices.get(id) ?? []).filter((row) => row.is_managed);
  const entranceRows = entrances.flatMap((id) => state.acsEntrances.get(id) ?? []);
  return {
    devices: () => managedDevices.map((row) => row.device_id),
    acs_entrances: () => entranceRows.map((row) => row.acs_entrance_id),
    connected_accounts: () => [...managedDevices, ...entranceRows].map((row) => row.connected_account_id),
    acs_systems: () => entranceRows.map((row) => row.acs_system_id),
  };
};
