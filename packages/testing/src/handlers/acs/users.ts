import type { acs, Handlers } from '@org/seam-core';
import { closeAllEntrances, entrancesOf } from '../../access.ts';
import { deleteAcsUser } from '../../deletions.ts';
import { addAcsUser } from '../../fixtures/acs/users.ts';
import { isBefore, isWanted, matches } from '../../matches.ts';
import { page } from '../../page.ts';
import { presentAcsEntrance } from '../../present/acs-entrance.ts';
import { presentAcsUser } from '../../present/acs-user.ts';
import type { AcsUserRow } from '../../rows.ts';
import type { WorldContext } from '../../world.ts';
import { findAcsUser, findAcsUsers, type AcsUserReference } from './find-acs-users.ts';

const suspend =
  (is_suspended: boolean) =>
  (params: AcsUserReference, context: WorldContext): void => {
    context.world.state.acsUsers.patch(findAcsUser(params, context).acs_user_id, { is_suspended });
  };

export const acsUsers: Handlers<typeof acs.users, WorldContext> = {
  addToAccessGroup: ({ acs_user_id, acs_access_group_id }, { world, workspace_id }) => {
    world.state.acsUsers.require(acs_user_id, workspace_id);
    world.state.acsAccessGroups.require(acs_access_group_id, workspace_id);
    world.state.groupMembers.add(acs_user_id, acs_access_group_id);
  },

  create: ({ acs_access_group_ids = [], access_schedule, email, ...params }, { world, workspace_id }) => {
    const { state, clock } = world;
    state.acsSystems.require(params.acs_system_id, workspace_id);
    for (const id of acs_access_group_ids) state.acsAccessGroups.require(id, workspace_id);
    if (params.user_identity_id !== undefined)
      state.userIdentities.require(params.user_identity_id, workspace_id);
    const email_address = params.email_address ?? email;
    const user = addAcsUser(world, workspace_id, {
      ...params,
      ...(email_address === undefined ? {} : { email_address }),
      ...(access_schedule && {
        access_schedule: {
          starts_at: access_schedule.starts_at ?? clock.timestamp(),
          ends_at: access_schedule.ends_at ?? null,
        },
      }),
    });
    for (const id of acs_access_group_ids) state.groupMembers.add(user.acs_user_id, id);
    return presentAcsUser(world)(user);
  },

  delete: (params, context) => deleteAcsUser(context.world, findAcsUser(params, context)),

  get: (params, context) => presentAcsUser(context.world)(findAcsUser(params, context)),

  list: (params, context) => {
    const { state } = context.world;
    const { user_identity_id } = params;
    const present = presentAcsUser(context.world);
    const where = (row: AcsUserRow): boolean => {
      const shown = present(row);
      return (
        isWanted(params.acs_system_id, row.acs_system_id) &&
        isWanted(params.user_identity_id, row.user_identity_id) &&
        isWanted(params.user_identity_email_address, shown.user_identity_email_address ?? undefined) &&
        isWanted(params.user_identity_phone_number, shown.user_identity_phone_number ?? undefined) &&
        isBefore(params.created_before, row.created_at) &&
        matches(params.search, [
          row.full_name,
          row.phone_number,
          row.email_address,
          row.acs_user_id,
          row.user_identity_id,
          shown.user_identity_full_name,
          shown.user_identity_phone_number,
        ])
      );
    };
    const among =
      user_identity_id === undefined ? undefined : state.acsUsers.by('user_identity_id', user_identity_id);
    return page(state.acsUsers, context, { params, among, where, present });
  },

  listAccessibleEntrances: (params, context) =>
    entrancesOf(context.world, findAcsUsers(params, context)).map(presentAcsEntrance(context.world)),

  removeFromAccessGroup: ({ acs_access_group_id, ...reference }, context) => {
    const { state } = context.world;
    state.acsAccessGroups.require(acs_access_group_id, context.workspace_id);
    for (const user of findAcsUsers(reference, context))
      state.groupMembers.delete(user.acs_user_id, acs_access_group_id);
  },

  revokeAccessToAllEntrances: (params, context) => {
    for (const user of findAcsUsers(params, context)) closeAllEntrances(context.world, user);
  },

  suspend: suspend(true),

  unsuspend: suspend(false),

  update: ({ acs_user_id, user_identity_id, acs_system_id, access_schedule, email, ...changes }, context) => {
    const user = findAcsUser({ acs_user_id, user_identity_id, acs_system_id }, context);
    const email_address = changes.email_address ?? email ?? user.email_address;
    context.world.state.acsUsers.patch(user.acs_user_id, {
      ...changes,
      email_address,
      full_name: changes.full_name ?? user.full_name,
      phone_number: changes.phone_number ?? user.phone_number,
      display_name: changes.full_name ?? user.display_name,
      access_schedule: access_schedule === undefined ? user.access_schedule : (access_schedule ?? undefined),
    });
  },
};
