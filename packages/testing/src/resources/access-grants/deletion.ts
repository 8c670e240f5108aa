import { writeEvent } from '../../events/write-event.ts';
import type { AccessGrantRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { deleteAccessMethod } from '../access-methods/deletion.ts';
import { methodsOfGrant } from './reach.ts';

/** Deletes an access grant with its access methods, unless another grant has them too. */
export const deleteAccessGrant = (world: World, { access_grant_id, workspace_id }: AccessGrantRow): void => {
  const { state } = world;
  for (const method of methodsOfGrant(world, access_grant_id))
    if (state.grantMethods.leftsOf(method.access_method_id).length === 1) deleteAccessMethod(world, method);
  for (const links of [
    state.grantMethods,
    state.grantDevices,
    state.grantEntrances,
    state.grantSpaces,
    state.grantExceptions,
  ])
    links.deleteLeft(access_grant_id);
  state.accessGrants.delete(access_grant_id);
  writeEvent(world, 'access_grant.deleted', { workspace_id, access_grant_id });
};
