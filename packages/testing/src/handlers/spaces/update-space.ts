import type { Space, SpacesUpdateParams } from '@org/seam-core';
import type { Links } from '../../links.ts';
import { presentSpace } from '../../present/space.ts';
import { changeSpace } from '../../spaces/change-space.ts';
import type { WorldContext } from '../../world.ts';
import { checkSpaceKey } from './check-space-key.ts';
import { findSpace } from './find-space.ts';
import { requireManagedContents } from './require-managed-contents.ts';

const replace = (links: Links, space_id: string, ids: readonly string[] | undefined): void => {
  if (!ids) return;
  links.deleteLeft(space_id);
  for (const id of ids) links.add(space_id, id);
};

/** Changes a space. Devices and entrances that are given replace all that were in it; with its id, a key is a new one. */
export const updateSpace = (params: SpacesUpdateParams, context: WorldContext): Space => {
  const { world, workspace_id } = context;
  const { spaces, spaceDevices, spaceEntrances } = world.state;
  const space = findSpace(params, context);
  const { space_id } = space;
  const { name = space.name, space_key = space.space_key, customer_data } = params;
  checkSpaceKey(space_key, context, space_id);
  requireManagedContents(params, context);
  spaces.patch(space_id, {
    name,
    display_name: name,
    space_key,
    customer_data: customer_data ? { ...space.customer_data, ...customer_data } : space.customer_data,
  });
  changeSpace(world, spaces.require(space_id, workspace_id), () => {
    replace(spaceDevices, space_id, params.device_ids);
    replace(spaceEntrances, space_id, params.acs_entrance_ids);
  });
  return presentSpace(world)(spaces.require(space_id, workspace_id));
};
