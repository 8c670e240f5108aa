import type { Handlers, userIdentities as contract } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { acsUsersOf, devicesOf, entrancesOfIdentity } from '../../access/reach.ts';
import { page } from '../../fake/page.ts';
import type { UserIdentityRow } from '../../fake/rows.ts';
import { isAmong, isBefore, matches } from '../../fake/search.ts';
import type { WorldContext } from '../../fake/world.ts';
import { presentAcsEntrance } from '../acs/entrances/record.ts';
import { presentAcsSystem } from '../acs/systems/record.ts';
import { presentAcsUser } from '../acs/users/record.ts';
import { ensureAcsUserInSystem } from '../acs/users/resolve.ts';
import { presentDevice } from '../devices/present.ts';
import { addInstantKey } from '../instant-keys/record.ts';
import { linkAcsUser, removeAcsUser } from './acs-users.ts';
import {
  createUserIdentity,
  presentUnmanagedUserIdentity,
  presentUserIdentity,
  requestUserIdentityDeletion,
} from './record.ts';
import { revokeAccessToDevice } from './revoke-access-to-device.ts';
import { checkPhoneNumber, checkUnique, findUserIdentity } from './rules.ts';

const requireUnmanaged = (
  { world, workspace_id }: WorldContext,
  user_identity_id: string,
): UserIdentityRow => {
  const row = world.state.userIdentities.require(user_identity_id, workspace_id);
  if (row.is_managed) throw apiError('user_identity_not_found', { data: { user_identity_id } });
  return row;
};

const userIdentitiesUnmanaged: Handlers<typeof contract.unmanaged, WorldContext> = {
  get: ({ user_identity_id }, context) =>
    presentUnmanagedUserIdentity(context.world)(requireUnmanaged(context, user_identity_id)),

  list: (params, context) =>
    page(context.world.state.userIdentities, context, {
      params,
      present: presentUnmanagedUserIdentity(context.world),
      where: (row) =>
        !row.is_managed &&
        isBefore(params.created_before, row.created_at) &&
        matches(params.search, [
          row.full_name,
          row.phone_number,
          row.email_address,
          row.user_identity_id,
          ...acsUsersOf(context.world, row.user_identity_id).map((user) => user.acs_system_id),
        ]),
    }),

  update: ({ user_identity_id, user_identity_key, is_managed }, context) => {
    const row = requireUnmanaged(context, user_identity_id);
    checkUnique({ user_identity_key }, context, user_identity_id);
    context.world.state.userIdentities.patch(user_identity_id, {
      is_managed,
      user_identity_key: user_identity_key ?? row.user_identity_key,
    });
  },
};

export const userIdentities: Handlers<typeof contract, WorldContext> = {
  addAcsUser: linkAcsUser,

  create: ({ acs_system_ids = [], ...fields }, context) => {
    const { world, workspace_id } = context;
    for (const id of acs_system_ids) world.state.acsSystems.require(id, workspace_id);
    const identity = createUserIdentity(fields, context);
    for (const id of acs_system_ids) ensureAcsUserInSystem(world, identity, id);
    return presentUserIdentity(world)(identity);
  },

  delete: ({ user_identity_id }, { world, workspace_id }) =>
    requestUserIdentityDeletion(world, world.state.userIdentities.require(user_identity_id, workspace_id)),

  generateInstantKey: ({ user_identity_id, customization_profile_id }, { world, workspace_id }) => {
    world.state.userIdentities.require(user_identity_id, workspace_id);
    return addInstantKey(world, workspace_id, {
      user_identity_id,
      ...(customization_profile_id === undefined ? {} : { customization_profile_id }),
    });
  },

  get: (params, context) => presentUserIdentity(context.world)(findUserIdentity(params, context)),

  grantAccessToDevice: ({ user_identity_id, device_id }, { world, workspace_id }) => {
    const { state } = world;
    state.userIdentities.require(user_identity_id, workspace_id);
    if (!state.devices.require(device_id, workspace_id).is_managed)
      throw apiError('device_unmanaged', { data: { device_id } });
    state.deviceAccess.add(user_identity_id, device_id);
  },

  list: (params, context) => {
    const { world } = context;
    const { credential_manager_acs_system_id: system } = params;
    return page(world.state.userIdentities, context, {
      params,
      present: presentUserIdentity(world),
      where: (row) =>
        row.is_managed &&
        isAmong(params.user_identity_ids, row.user_identity_id) &&
        isBefore(params.created_before, row.created_at) &&
        matches(params.search, [row.full_name, row.phone_number, row.email_address, row.user_identity_id]) &&
        (system === undefined ||
          acsUsersOf(world, row.user_identity_id).some(({ acs_system_id }) => acs_system_id === system)),
    });
  },

  listAccessibleDevices: ({ user_identity_id }, { world, workspace_id }) => {
    world.state.userIdentities.require(user_identity_id, workspace_id);
    return devicesOf(world, user_identity_id).map(presentDevice(world));
  },

  listAccessibleEntrances: ({ user_identity_id }, { world, workspace_id }) => {
    world.state.userIdentities.require(user_identity_id, workspace_id);
    return entrancesOfIdentity(world, user_identity_id).map(presentAcsEntrance(world));
  },

  listAcsSystems: ({ user_identity_id }, { world, workspace_id }) => {
    world.state.userIdentities.require(user_identity_id, workspace_id);
    const systems = new Set(acsUsersOf(world, user_identity_id).map(({ acs_system_id }) => acs_system_id));
    return world.state.acsSystems
      .list(({ acs_system_id }) => systems.has(acs_system_id))
      .map(presentAcsSystem(world));
  },

  listAcsUsers: ({ user_identity_id }, { world, workspace_id }) => {
    world.state.userIdentities.require(user_identity_id, workspace_id);
    return acsUsersOf(world, user_identity_id).map(presentAcsUser(world));
  },

  removeAcsUser,

  revokeAccessToDevice,

  unmanaged: userIdentitiesUnmanaged,

  update: ({ user_identity_id, ...changes }, context) => {
    const { world, workspace_id } = context;
    const identity = world.state.userIdentities.require(user_identity_id, workspace_id);
    checkPhoneNumber(world, changes);
    checkUnique(changes, context, user_identity_id);
    world.state.userIdentities.patch(user_identity_id, { ...identity, ...changes });
  },
};
