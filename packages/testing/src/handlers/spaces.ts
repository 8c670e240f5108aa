import type { Handlers, spaces as contract } from '@org/seam-core';
import { deleteSpace } from '../deletions/space.ts';
import { isWanted, matches } from '../matches.ts';
import { page } from '../page.ts';
import { presentSpace } from '../present/space.ts';
import type { WorldContext } from '../world.ts';
import { addContents, removeContents } from './spaces/change-contents.ts';
import { createSpace } from './spaces/create-space.ts';
import { findSpace } from './spaces/find-space.ts';
import { relatedToSpaces } from './spaces/related-to-spaces.ts';
import { updateSpace } from './spaces/update-space.ts';

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
