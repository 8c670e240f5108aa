import type { Handlers, instantKeys as contract } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { isWanted } from '../../fake/search.ts';
import type { WorldContext } from '../../fake/world.ts';
import { deleteInstantKey } from './record.ts';

export const instantKeys: Handlers<typeof contract, WorldContext> = {
  delete: ({ instant_key_id }, { world, workspace_id }) =>
    deleteInstantKey(world, world.state.instantKeys.require(instant_key_id, workspace_id)),

  get: ({ instant_key_id, instant_key_url = '' }, { world, workspace_id }) => {
    const { instantKeys: keys } = world.state;
    if (instant_key_id !== undefined) return keys.require(instant_key_id, workspace_id);
    const key = keys.by('instant_key_url', instant_key_url).find((row) => row.workspace_id === workspace_id);
    if (!key) throw apiError('instant_key_not_found', { data: { instant_key_url } });
    return key;
  },

  list: ({ user_identity_id }, { world, workspace_id }) =>
    world.state.instantKeys
      .by('workspace_id', workspace_id)
      .filter((row) => isWanted(user_identity_id, row.user_identity_id)),
};
