import type { Handlers, userIdentities as contract } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { acsUsersOf, devicesOf, entrancesOfIdentity } from '../access.ts';
import { beginUserIdentityDeletion } from '../deletions/begin-user-identity-deletion.ts';
import { addInstantKey } from '../fixtures/instant-keys.ts';
import { isAmong, isBefore, matches } from '../matches.ts';
import { page } from '../page.ts';
import { presentAcsEntrance } from '../present/acs-entrance.ts';
import { presentAcsSystem } from '../present/acs-system.ts';
import { presentAcsUser } from '../present/acs-user.ts';
import { presentDevice } from '../present/device.ts';
import { presentUserIdentity } from '../present/user-identity.ts';
import { userInSystem } from '../user-in-system.ts';
import type { WorldContext } from '../world.ts';
import { checkPhoneNumber } from './user-identities/check-phone-number.ts';
import { checkUnique } from './user-identities/check-unique.ts';
import { createUserIdentity } from './user-identities/create-user-identity.ts';
import { findUserIdentity } from './user-identities/find-user-identity.ts';
import { linkAcsUser } from './user-identities/link-acs-user.ts';
import { removeAcsUser } from './user-identities/remove-acs-user.ts';
import { revokeAccessToDevice } from './user-identities/revoke-access-to-device.ts';
import { userIdentitiesUnmanaged } from './user-identities/unmanaged.ts';

export const userIdentities: Handlers<typeof contract, WorldContext> = {
  addAcsUser: linkAcsUser,

  create: ({ acs_system_ids = [], ...given }, context) => {
    const { world, workspace_id } = context;
    for (const id of acs_system_ids) world.state.acsSystems.require(id, workspace_id);
    const identity = createUserIdentity(given, context);
    for (const id of acs_system_ids) userInSystem(world, identity, id);
    return presentUserIdentity(world)(identity);
  },

  delete: ({ user_identity_id }, { world, workspace_id }) =>
    beginUserIdentityDeletion(world, world.state.userIdentities.require(user_identity_id, workspace_id)),

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
