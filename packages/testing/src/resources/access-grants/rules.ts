import { apiError } from '@org/seam-server';
import type { AccessGrantRow, AccessMethodRow } from '../../fake/rows.ts';
import type { AcsCredentialRow } from '../../fake/acs-rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';

/** The access grant of the workspace with this key, managed or not. */
export const grantOfKey = (
  access_grant_key: string,
  { world, workspace_id }: WorldContext,
): AccessGrantRow | undefined =>
  world.state.accessGrants
    .by('access_grant_key', access_grant_key)
    .find((row) => row.workspace_id === workspace_id);

/** Finds a managed access grant by its id or by its key. @throws SeamNotFoundError */
export const findAccessGrant = (
  reference: {
    readonly access_grant_id?: string | undefined;
    readonly access_grant_key?: string | undefined;
  },
  context: WorldContext,
): AccessGrantRow => {
  const { access_grant_id, access_grant_key } = reference;
  const grant =
    access_grant_id === undefined
      ? grantOfKey(access_grant_key ?? '', context)
      : context.world.state.accessGrants.require(access_grant_id, context.workspace_id);
  if (!grant?.is_managed)
    throw apiError('access_grant_not_found', { data: { access_grant_id, access_grant_key } });
  return grant;
};

/** Checks that no other access grant of the workspace has the key. @throws SeamApiError 409 */
export const checkUniqueKey = (
  access_grant_key: string | undefined,
  context: WorldContext,
  self?: string,
): void => {
  const other = access_grant_key === undefined ? undefined : grantOfKey(access_grant_key, context);
  if (other && other.access_grant_id !== self) throw apiError('access_grant_key_conflict');
};

/** Whether the end of an access grant has passed. A future access grant has not ended. */
export const hasGrantEnded = ({ clock }: World, { ends_at }: AccessGrantRow): boolean =>
  ends_at !== null && Date.parse(ends_at) <= clock.now().getTime();

/** The access methods of an access grant. */
export const methodsOfGrant = ({ state }: World, access_grant_id: string): AccessMethodRow[] =>
  state.grantMethods.rightsOf(access_grant_id).flatMap((id) => state.accessMethods.get(id) ?? []);

/** The ACS credentials of the access methods of an access grant. */
export const credentialsOfGrant = (
  { state }: Pick<World, 'state'>,
  { access_grant_id }: AccessGrantRow,
): AcsCredentialRow[] =>
  state.grantMethods
    .rightsOf(access_grant_id)
    .flatMap((method) => state.methodCredentials.rightsOf(method))
    .flatMap((id) => state.acsCredentials.get(id) ?? []);

/** The devices that an access grant names: its own, and those that are in its spaces now. */
export const devicesNamedByGrant = (
  { state }: Pick<World, 'state'>,
  { access_grant_id }: AccessGrantRow,
): string[] => {
  const { grantDevices, grantSpaces, spaceDevices } = state;
  const inSpaces = grantSpaces.rightsOf(access_grant_id).flatMap((space) => spaceDevices.rightsOf(space));
  return [...new Set([...grantDevices.rightsOf(access_grant_id), ...inSpaces])];
};

/** The devices of an access grant, without those whose access was revoked. */
export const deviceIdsOfGrant = (world: Pick<World, 'state'>, grant: AccessGrantRow): string[] =>
  devicesNamedByGrant(world, grant).filter(
    (device) => !world.state.grantExceptions.has(grant.access_grant_id, device),
  );

/** The entrances of an access grant: its own, and those that are in its spaces now. */
export const entranceIdsOfGrant = (
  { state }: Pick<World, 'state'>,
  { access_grant_id }: AccessGrantRow,
): string[] => {
  const { grantEntrances, grantSpaces, spaceEntrances } = state;
  const inSpaces = grantSpaces.rightsOf(access_grant_id).flatMap((space) => spaceEntrances.rightsOf(space));
  return [...new Set([...grantEntrances.rightsOf(access_grant_id), ...inSpaces])];
};

interface EntranceFilter {
  readonly acs_entrance_id?: string | undefined;
  readonly acs_system_id?: string | undefined;
}

/** Whether an access grant has the entrance, and an entrance of the access system, that a filter names. */
export const matchesEntranceFilter = (
  world: World,
  { acs_entrance_id, acs_system_id }: EntranceFilter,
  grant: AccessGrantRow,
): boolean => {
  if (acs_entrance_id === undefined && acs_system_id === undefined) return true;
  const ids = entranceIdsOfGrant(world, grant);
  return (
    (acs_entrance_id === undefined || ids.includes(acs_entrance_id)) &&
    (acs_system_id === undefined ||
      ids.some((id) => world.state.acsEntrances.get(id)?.acs_system_id === acs_system_id))
  );
};
