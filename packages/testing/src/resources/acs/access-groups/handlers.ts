import type { acs, Handlers } from '@org/seam-core';
import { acsUsersOf, entranceIdsOfGroup } from '../../../access/reach.ts';
import type { AcsAccessGroupRow } from '../../../fake/acs-rows.ts';
import { isWanted, matches } from '../../../fake/search.ts';
import type { WorldContext } from '../../../fake/world.ts';
import { checkRepeatedRemoval } from '../../shared/checks.ts';
import { presentAcsEntrance } from '../entrances/record.ts';
import { requestAcsChange, requestAcsUserChange } from '../systems/sync.ts';
import { presentAcsUser } from '../users/record.ts';
import { type AcsUserReference, ensureAcsUser, findAcsUserInSystem } from '../users/resolve.ts';
import { presentAcsAccessGroup } from './record.ts';

interface Membership extends AcsUserReference {
  readonly acs_access_group_id: string;
}

const requireGroup = (
  { acs_access_group_id }: Membership,
  { world, workspace_id }: WorldContext,
): AcsAccessGroupRow => world.state.acsAccessGroups.require(acs_access_group_id, workspace_id);

/** Adds an ACS user to an access group. A user identity without an ACS user in the access system gets one. */
export const joinGroup = (membership: Membership, context: WorldContext): void => {
  const { acs_access_group_id, acs_system_id } = requireGroup(membership, context);
  const user = ensureAcsUser(membership, acs_system_id, context);
  requestAcsUserChange(context.world, user, { acs_access_group_id, change: { kind: 'add_member' } });
};

/** Removes an ACS user from an access group. */
export const leaveGroup = (membership: Membership, context: WorldContext): void => {
  const { world } = context;
  const { acs_access_group_id, acs_system_id } = requireGroup(membership, context);
  const user = findAcsUserInSystem(membership, acs_system_id, context);
  const isMember = user && world.state.groupMembers.has(user.acs_user_id, acs_access_group_id);
  const isBeingAdded = world.state.acsChanges
    .by('acs_user_id', user?.acs_user_id)
    .some((row) => row.acs_access_group_id === acs_access_group_id && row.change.kind === 'add_member');
  if (user && (isMember || isBeingAdded))
    requestAcsUserChange(world, user, { acs_access_group_id, change: { kind: 'remove_member' } });
  else checkRepeatedRemoval(world, 'acs_user_not_found', 'The ACS user is not in this access group.');
};

export const acsAccessGroups: Handlers<typeof acs.accessGroups, WorldContext> = {
  addUser: joinGroup,

  delete: ({ acs_access_group_id }, { world, workspace_id }) => {
    const { state } = world;
    const { acs_system_id } = state.acsAccessGroups.require(acs_access_group_id, workspace_id);
    const isDeletionPending = state.acsChanges
      .by('acs_access_group_id', acs_access_group_id)
      .some(({ change }) => change.kind === 'delete_group');
    if (isDeletionPending) return;
    requestAcsChange(world, {
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
