import type { acs, Handlers } from '@org/seam-core';
import { isAmong, isWanted, matches } from '../../matches.ts';
import { page } from '../../page.ts';
import { presentAcsEntrance } from '../../present/acs-entrance.ts';
import type { WorldContext } from '../../world.ts';
import { userInSystem } from '../../user-in-system.ts';
import { notImplemented } from '../not-implemented.ts';

export const acsEntrances: Handlers<typeof acs.entrances, WorldContext> = {
  get: ({ acs_entrance_id }, { world, workspace_id }) =>
    presentAcsEntrance(world)(world.state.acsEntrances.require(acs_entrance_id, workspace_id)),

  grantAccess: ({ acs_entrance_id, acs_user_id, user_identity_id }, { world, workspace_id }) => {
    const { state } = world;
    const entrance = state.acsEntrances.require(acs_entrance_id, workspace_id);
    const user =
      acs_user_id === undefined
        ? userInSystem(
            world,
            state.userIdentities.require(user_identity_id, workspace_id),
            entrance.acs_system_id,
          )
        : state.acsUsers.require(acs_user_id, workspace_id);
    state.entranceAccess.add(user.acs_user_id, entrance.acs_entrance_id);
  },

  list: (params, context) => {
    const { state } = context.world;
    const { acs_credential_id, space_id } = params;
    return page(state.acsEntrances, context, {
      params,
      defaultLimit: 900,
      present: presentAcsEntrance(context.world),
      where: (row) =>
        isAmong(params.acs_entrance_ids, row.acs_entrance_id) &&
        isWanted(params.acs_system_id, row.acs_system_id) &&
        isWanted(params.connected_account_id, row.connected_account_id) &&
        (acs_credential_id === undefined ||
          state.credentialEntrances.has(acs_credential_id, row.acs_entrance_id)) &&
        (space_id === undefined || state.spaceEntrances.has(space_id, row.acs_entrance_id)) &&
        matches(params.search, [row.display_name, row.acs_entrance_id]),
    });
  },

  listCredentialsWithAccess: ({ acs_entrance_id }, { world, workspace_id }) => {
    const { state } = world;
    state.acsEntrances.require(acs_entrance_id, workspace_id);
    return state.credentialEntrances
      .leftsOf(acs_entrance_id)
      .flatMap((acs_credential_id) => state.acsCredentials.get(acs_credential_id) ?? []);
  },

  unlock: notImplemented,
};
