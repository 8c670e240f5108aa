import type { acs, Handlers } from '@org/seam-core';
import { acsUsersOf, entranceIdsOfGroup } from '../../../access/reach.ts';
import type { AcsAccessGroupRow } from '../../../fake/rows.ts';
import { isWanted, matches } from '../../../fake/search.ts';
import type { WorldContext } from '../../../fake/world.ts';
import { refuseRepeat } from '../../shared/refusals.ts';
import { presentAcsEntrance } from '../entrances/record.ts';
import { changeAcs, changeAcsUser } from '../systems/request-changes.ts';
import { acsUserFor, type AcsUserReference, acsUserThere } from '../users/find.ts';
import { presentAcsUser } from '../users/record.ts';
import { presentAcsAccessGroup } from './record.ts';

interface Membership extends AcsUserReference {
  readonly acs_access_group_id: string;
}

const requireGroup = (
  { acs_access_group_id }: Membership,
  { world, workspace_id }: WorldContext,
): AcsAccessGroupRow => world.state.acsAccessGroups.require(acs_access_group_id, workspace_id);

/** Puts an ACS user into an access group of its system; a user identity gets an ACS user there if it has none. */
export const joinGroup = (membership: Membership, context: WorldContext): void => {
  const { acs_access_group_id, acs_system_id } = requireGroup(membership, context);
  const user = acsUserFor(membership, acs_system_id, context);
  changeAcsUser(context.world, user, { acs_access_group_id, change: { kind: 'add_member' } });
};

/** Takes an ACS user, or the one of a user identity, out of an access group. */
export const leaveGroup = (membership: Membership, context: WorldContext): void => {
  const { world } = context;
  const { acs_access_group_id, acs_system_id } = requireGroup(membership, context);
  const user = acsUserThere(membership, acs_system_id, context);
  const isMember = user && world.state.groupMembers.has(user.acs_user_id, acs_access_group_id);
  const isJoining = world.state.acsChanges
    .by('acs_user_id', user?.acs_user_id)
    .some((row) => row.acs_access_group_id === acs_access_group_id && row.change.kind === 'add_member');
  if (user && (isMember || isJoining))
    changeAcsUser(world, user, { acs_access_group_id, change: { kind: 'remove_member' } });
  else refuseRepeat(world, 'acs_user_not_found', 'The ACS user is not in this access group.');
};

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
