import type {
  Handlers,
  Space,
  spaces as contract,
  SpacesCreateParams,
  SpacesUpdateParams,
} from '@org/seam-core';
import { writeEvent } from '../../events/write-event.ts';
import type { Links } from '../../fake/links.ts';
import { page } from '../../fake/page.ts';
import { isWanted, matches } from '../../fake/search.ts';
import type { WorldContext } from '../../fake/world.ts';
import { changeSpace } from './changes.ts';
import { addContents, removeContents, requireManagedContents } from './contents.ts';
import { deleteSpace } from './deletion.ts';
import { checkSpaceKey, findSpace } from './find.ts';
import { aboutSpace, addSpace, presentSpace } from './record.ts';
import { relatedToSpaces } from './related.ts';

/** Makes a space with what shall be in it. */
const createSpace = (params: SpacesCreateParams, context: WorldContext): Space => {
  const { world, workspace_id } = context;
  checkSpaceKey(params.space_key, context);
  requireManagedContents(params, context);
  const space = addSpace(world, workspace_id, params);
  writeEvent(world, 'space.created', aboutSpace(world, space));
  return presentSpace(world)(space);
};

const replace = (links: Links, space_id: string, ids: readonly string[] | undefined): void => {
  if (!ids) return;
  links.deleteLeft(space_id);
  for (const id of ids) links.add(space_id, id);
};

/** Changes a space. Devices and entrances that are given replace all that were in it; with its id, a key is a new one. */
const updateSpace = (params: SpacesUpdateParams, context: WorldContext): Space => {
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

export const spaces: Handlers<typeof contract, WorldContext> = {
  addAcsEntrances: addContents,

  addConnectedAccount: ({ space_id, connected_account_id }, context) =>
    addContents({ space_id, connected_account_ids: [connected_account_id] }, context),

  addDevices: addContents,

  create: createSpace,

  delete: (params, context) => deleteSpace(context.world, findSpace(params, context)),

  get: (params, context) => presentSpace(context.world)(findSpace(params, context)),

  getRelated: relatedToSpaces,

  list: (params, context) =>
    page(context.world.state.spaces, context, {
      params,
      present: presentSpace(context.world),
      where: (row) =>
        isWanted(params.customer_key, row.customer_key) &&
        isWanted(params.space_key, row.space_key) &&
        matches(params.search, [row.name, row.space_key, row.space_id]),
    }),

  removeAcsEntrances: removeContents,

  removeConnectedAccount: ({ space_id, connected_account_id }, context) =>
    removeContents({ space_id, connected_account_ids: [connected_account_id] }, context),

  removeDevices: removeContents,

  update: updateSpace,
};
