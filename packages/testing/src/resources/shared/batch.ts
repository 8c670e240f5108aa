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

/** Everything that can be in a batch of related resources, under the names the API has for it. */
type Batch = { [K in keyof AnyBatch]-?: NonNullable<AnyBatch[K]> };

const lookUp =
  <TRow extends WorkspaceRow, TShown>(collection: Collection<TRow>, present: (row: TRow) => TShown) =>
  (ids: readonly string[]): TShown[] =>
    [...new Set(ids)].flatMap((id) => {
      const row = collection.get(id);
      return row === undefined ? [] : [present(row)];
    });

/** How the parts of a batch are shown, given their ids. */
const batchParts = (world: World): { [K in keyof Batch]: (ids: readonly string[]) => Batch[K] } => {
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

/** What a caller wants in a batch: everything, unless it says what, or what not. */
interface Wanted<TPart> {
  readonly include?: readonly TPart[] | undefined;
  readonly exclude?: readonly TPart[] | undefined;
}

/** A batch of related resources: of each part that is wanted, those with the ids. */
export const batchOf = <TPart extends keyof Batch>(
  world: World,
  { include, exclude = [] }: Wanted<TPart>,
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
