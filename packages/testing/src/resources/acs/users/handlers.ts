import type { acs, Handlers } from '@org/seam-core';
import { entrancesOf } from '../../../access/reach.ts';
import type { WorldContext } from '../../../fake/world.ts';
import { joinGroup, leaveGroup } from '../access-groups/handlers.ts';
import { presentAcsEntrance } from '../entrances/record.ts';
import { changeAcsUser } from '../systems/request-changes.ts';
import { createUser } from './create.ts';
import { type AcsUserReference, findAcsUser, findAcsUsers } from './find.ts';
import { listUsers } from './list.ts';
import { presentAcsUser } from './record.ts';
import { updateUser } from './update.ts';

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
