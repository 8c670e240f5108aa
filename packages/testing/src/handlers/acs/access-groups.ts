import type { acs, Handlers } from '@org/seam-core';
import { changeAcs } from '../../acs-changes/change-acs.ts';
import { acsUsersOf, entranceIdsOfGroup } from '../../access.ts';
import { isWanted, matches } from '../../matches.ts';
import { presentAcsAccessGroup } from '../../present/acs-access-group.ts';
import { presentAcsEntrance } from '../../present/acs-entrance.ts';
import { presentAcsUser } from '../../present/acs-user.ts';
import type { WorldContext } from '../../world.ts';
import { joinGroup, leaveGroup } from './change-membership.ts';

export const acsAccessGroups: Handlers<typeof acs.accessGroups, WorldContext> = {
  addUser: joinGroup,

  delete: ({ acs_access_group_id }, { world, workspace_id }) => {
    const { state } = world;
    const { acs_system_id } = state.acsAccessGroups.require(acs_access_group_id, workspace_id);
    const isLeaving = state.acsChanges
      .by('acs_access_group_id', acs_access_group_id)
      .some(({ change }) => change.kind === 'delete_group');
    if (isLeaving) return;
    changeAcs(world, {
      acs_access_group_id,
      acs_system_id,
      workspace_id,
      change: { kind: 'delete_group' },
    });
  },

  get: ({ acs_access_group_id }, { world, workspace_id }) =>
    presentAcsAccessGroup(world)(world.state.acsAccessGroups.require(acs_access_group_id, workspace_id)),

  list: ({ acs_system_id, acs_user_id, user_identity_id, search }, { world, workspace_id }) => {
    const { state } = world;
    const { acsAccessGroups, groupMembers } = state;
    const members = [
      ...(acs_user_id === undefined ? [] : [[acs_user_id]]),
      ...(user_identity_id === undefined
        ? []
        : [acsUsersOf(world, user_identity_id).map((user) => user.acs_user_id)]),
    ];
    const among =
      acs_system_id === undefined
        ? acsAccessGroups.by('workspace_id', workspace_id)
        : acsAccessGroups.by('acs_system_id', acs_system_id);
    return among
      .filter(
        (row) =>
          row.workspace_id === workspace_id &&
          isWanted(acs_system_id, row.acs_system_id) &&
          members.every((ids) => ids.some((id) => groupMembers.has(id, row.acs_access_group_id))) &&
          matches(search, [row.name, row.acs_access_group_id]),
      )
      .map(presentAcsAccessGroup(world));
  },

  listAccessibleEntrances: ({ acs_access_group_id }, { world, workspace_id }) => {
    const { state } = world;
    state.acsAccessGroups.require(acs_access_group_id, workspace_id);
    return entranceIdsOfGroup(world, acs_access_group_id)
      .flatMap((id) => state.acsEntrances.get(id) ?? [])
      .map(presentAcsEntrance(world));
  },

  listUsers: ({ acs_access_group_id }, { world, workspace_id }) => {
    const { state } = world;
    state.acsAccessGroups.require(acs_access_group_id, workspace_id);
    return state.groupMembers
      .leftsOf(acs_access_group_id)
      .flatMap((id) => state.acsUsers.get(id) ?? [])
      .map(presentAcsUser(world));
  },

  removeUser: leaveGroup,
};
