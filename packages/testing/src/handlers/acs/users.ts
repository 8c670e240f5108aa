import type { acs, Handlers } from '@org/seam-core';
import { entrancesOf } from '../../access.ts';
import { changeAcsUser } from '../../acs-changes/change-acs-user.ts';
import { presentAcsEntrance } from '../../present/acs-entrance.ts';
import { presentAcsUser } from '../../present/acs-user.ts';
import type { WorldContext } from '../../world.ts';
import { joinGroup, leaveGroup } from './change-membership.ts';
import { findAcsUser, findAcsUsers, type AcsUserReference } from './find-acs-users.ts';
import { createUser } from './users/create-user.ts';
import { listUsers } from './users/list-users.ts';
import { updateUser } from './users/update-user.ts';

const suspend =
  (is_suspended: boolean) =>
  (params: AcsUserReference, context: WorldContext): void => {
    const user = findAcsUser(params, context);
    const from = { is_suspended: user.is_suspended ?? false };
    changeAcsUser(context.world, user, {
      change: { kind: 'update_suspension', from, to: { is_suspended } },
    });
  };

export const acsUsers: Handlers<typeof acs.users, WorldContext> = {
  addToAccessGroup: joinGroup,

  create: createUser,

  delete: (params, context) => {
    const { world } = context;
    const user = findAcsUser(params, context);
    const isLeaving = world.state.acsChanges
      .by('acs_user_id', user.acs_user_id)
      .some(({ change }) => change.kind === 'delete_user');
    if (!isLeaving) changeAcsUser(world, user, { change: { kind: 'delete_user' } });
  },

  get: (params, context) => presentAcsUser(context.world)(findAcsUser(params, context)),

  list: listUsers,

  listAccessibleEntrances: (params, context) =>
    entrancesOf(context.world, findAcsUsers(params, context)).map(presentAcsEntrance(context.world)),

  removeFromAccessGroup: leaveGroup,

  revokeAccessToAllEntrances: (params, context) => {
    for (const user of findAcsUsers(params, context))
      changeAcsUser(context.world, user, { change: { kind: 'revoke_entrances' } });
  },

  suspend: suspend(true),

  unsuspend: suspend(false),

  update: updateUser,
};
