import type {
  Handlers,
  Space,
  spaces as contract,
  SpacesBatch,
  SpacesCreateParams,
  SpacesGetRelatedParams,
  SpacesUpdateParams,
} from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { Links } from '../../fake/links.ts';
import { page } from '../../fake/page.ts';
import type { SpaceRow } from '../../fake/rows.ts';
import { isWanted, matches } from '../../fake/search.ts';
import type { WorldContext } from '../../fake/world.ts';
import { methodsOfGrant } from '../access-grants/rules.ts';
import { writeEvent } from '../events/write-event.ts';
import { batchOf, relatedPlaces } from '../shared/batch.ts';
import { addContents, changeSpace, removeContents, requireManagedContents } from './contents.ts';
import { addSpace, deleteSpace, presentSpace, spaceEventFields } from './record.ts';
import { checkSpaceKey, findSpace } from './rules.ts';

const spacesOf = (params: SpacesGetRelatedParams, context: WorldContext): SpaceRow[] => {
  const { space_ids, space_keys } = params;
  if (space_ids === undefined && space_keys === undefined)
    throw apiError('invalid_input', { message: 'Pass space_ids, space_keys, or both.' });
  return [
    ...(space_ids ?? []).map((space_id) => findSpace({ space_id }, context)),
    ...(space_keys ?? []).map((space_key) => findSpace({ space_key }, context)),
  ];
};

/**
 * The resources related to spaces: their contents, the accounts and access systems of these, and the access methods.
 */
const relatedToSpaces = (params: SpacesGetRelatedParams, context: WorldContext): SpacesBatch => {
  const { world } = context;
  const { state } = world;
  const ids = spacesOf(params, context).map(({ space_id }) => space_id);
  const places = relatedPlaces(world, {
    devices: ids.flatMap((id) => state.spaceDevices.rightsOf(id)),
    entrances: ids.flatMap((id) => state.spaceEntrances.rightsOf(id)),
  });
  const methods = ids
    .flatMap((id) => state.grantSpaces.leftsOf(id))
    .flatMap((grant) => methodsOfGrant(world, grant))
    .filter((method) => method.is_managed);
  return batchOf(world, params, {
    ...places,
    spaces: () => ids,
    connected_accounts: () => [
      ...ids.flatMap((id) => state.spaceAccounts.rightsOf(id)),
      ...places.connected_accounts(),
    ],
    access_methods: () => methods.map((method) => method.access_method_id),
  });
};

/** Creates a space with its contents. */
const createSpace = (params: SpacesCreateParams, context: WorldContext): Space => {
  const { world, workspace_id } = context;
  checkSpaceKey(params.space_key, context);
  requireManagedContents(params, context);
  const space = addSpace(world, workspace_id, params);
  writeEvent(world, 'space.created', spaceEventFields(world, space));
  return presentSpace(world)(space);
};

const replace = (links: Links, space_id: string, ids: readonly string[] | undefined): void => {
  if (!ids) return;
  links.deleteLeft(space_id);
  for (const id of ids) links.add(space_id, id);
};

/**
 * Changes a space. Given devices and entrances replace all that were in it. With `space_id`, `space_key` is the new
 * key.
 */
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
        matches(params.search, [row.name, row.space_key, row.customer_key, row.space_id]),
    }),

  removeAcsEntrances: removeContents,

  removeConnectedAccount: ({ space_id, connected_account_id }, context) =>
    removeContents({ space_id, connected_account_ids: [connected_account_id] }, context),

  removeDevices: removeContents,

  update: updateSpace,
};
