import type { acs, Handlers } from '@org/seam-core';
import { isWanted, matches } from '../../matches.ts';
import { presentAcsSystem } from '../../present/acs-system.ts';
import type { WorldContext } from '../../world.ts';
import { notImplemented } from '../not-implemented.ts';

export const acsSystems: Handlers<typeof acs.systems, WorldContext> = {
  get: ({ acs_system_id }, { world, workspace_id }) =>
    presentAcsSystem(world)(world.state.acsSystems.require(acs_system_id, workspace_id)),

  list: ({ connected_account_id, search }, { world, workspace_id }) =>
    world.state.acsSystems
      .list(
        (row) =>
          row.workspace_id === workspace_id &&
          isWanted(connected_account_id, row.connected_account_id) &&
          matches(search, [row.name, row.acs_system_id]),
      )
      .map(presentAcsSystem(world)),

  listCompatibleCredentialManagerAcsSystems: notImplemented,

  reportDevices: notImplemented,
};
