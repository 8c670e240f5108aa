import type { AccessGrantRow } from '../rows.ts';
import type { World } from '../world.ts';

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
