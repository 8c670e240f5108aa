import type { AccessCodeRow, AccessGrantRow, AccessMethodRow, AcsCredentialRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { isBeingDeleted } from '../access-codes/record.ts';

/** The access codes an access method is made of, one per device, without those that are being deleted. */
export const codesOfMethod = ({ state }: World, access_method_id: string): AccessCodeRow[] =>
  state.accessCodes.by('access_method_id', access_method_id).filter((row) => !isBeingDeleted(row));

/** The ACS credentials an access method is made of, one per access system. */
export const credentialsOfMethod = ({ state }: World, access_method_id: string): AcsCredentialRow[] =>
  state.methodCredentials.rightsOf(access_method_id).flatMap((id) => state.acsCredentials.get(id) ?? []);

/** The access grants an access method was made for. */
export const grantsOfMethod = ({ state }: World, access_method_id: string): AccessGrantRow[] =>
  state.grantMethods.leftsOf(access_method_id).flatMap((id) => state.accessGrants.get(id) ?? []);

/** Whether an access grant is over. One that has not begun yet is not. */
export const hasEnded = ({ clock }: World, { ends_at }: AccessGrantRow): boolean =>
  ends_at !== null && Date.parse(ends_at) <= clock.now().getTime();

/** The access methods of an access grant. */
export const methodsOfGrant = ({ state }: World, access_grant_id: string): AccessMethodRow[] =>
  state.grantMethods.rightsOf(access_grant_id).flatMap((id) => state.accessMethods.get(id) ?? []);

/** The devices an access grant is for: those it names, and those that are in its spaces now. */
export const deviceIdsOfGrant = (
  { state }: Pick<World, 'state'>,
  { access_grant_id }: AccessGrantRow,
): string[] => {
  const { grantDevices, grantSpaces, grantExceptions, spaceDevices } = state;
  const inSpaces = grantSpaces.rightsOf(access_grant_id).flatMap((space) => spaceDevices.rightsOf(space));
  return [...new Set([...grantDevices.rightsOf(access_grant_id), ...inSpaces])].filter(
    (device) => !grantExceptions.has(access_grant_id, device),
  );
};

/** The same of its entrances. */
export const entranceIdsOfGrant = (
  { state }: Pick<World, 'state'>,
  { access_grant_id }: AccessGrantRow,
): string[] => {
  const { grantEntrances, grantSpaces, spaceEntrances } = state;
  const inSpaces = grantSpaces.rightsOf(access_grant_id).flatMap((space) => spaceEntrances.rightsOf(space));
  return [...new Set([...grantEntrances.rightsOf(access_grant_id), ...inSpaces])];
};

/** The devices that have a code of an access method. */
export const devicesOfMethod = (world: World, access_method_id: string): string[] =>
  codesOfMethod(world, access_method_id).map(({ device_id }) => device_id);

/** The entrances for which an access method has credentials. */
export const entrancesOfMethod = (world: World, access_method_id: string): string[] =>
  credentialsOfMethod(world, access_method_id).flatMap(({ acs_credential_id }) =>
    world.state.credentialEntrances.rightsOf(acs_credential_id),
  );
