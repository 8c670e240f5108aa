import type { AccessGrantRow } from '../rows.ts';
import type { World } from '../world.ts';
import { isUsableForDevice, isUsableForEntrance } from './is-usable.ts';
import { deviceIdsOfGrant, entranceIdsOfGrant } from './reach-of-grant.ts';
import type { RequestedMethod } from './requested-method.ts';

/**
 * Whether there is anything that an access method of the mode could open. In a space there may be later, and a mobile
 * key needs nothing but its person.
 */
export const canBeMade = (world: World, grant: AccessGrantRow, mode: RequestedMethod['mode']): boolean => {
  const { state } = world;
  const opensDevice = (id: string) => {
    const device = state.devices.get(id);
    return device !== undefined && isUsableForDevice(mode, device);
  };
  const opensEntrance = (id: string) => {
    const entrance = state.acsEntrances.get(id);
    return entrance !== undefined && isUsableForEntrance(mode, entrance);
  };
  return (
    mode === 'mobile_key' ||
    state.grantSpaces.rightsOf(grant.access_grant_id).length > 0 ||
    deviceIdsOfGrant(world, grant).some(opensDevice) ||
    entranceIdsOfGrant(world, grant).some(opensEntrance)
  );
};
