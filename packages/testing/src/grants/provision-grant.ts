import type { World } from '../world.ts';
import { methodsOfGrant } from './methods-of-grant.ts';
import { provisionMethods } from './provision-methods.ts';

/** Brings codes and credentials in line with what an access grant is for now, and with its time. */
export const provisionGrant = (world: World, access_grant_id: string): void => {
  const grant = world.state.accessGrants.get(access_grant_id);
  if (grant) provisionMethods(world, grant, methodsOfGrant(world, access_grant_id));
};
