import type { Handlers, userIdentities as contract } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { acsUsersOf, devicesOf, entrancesOf } from '../access.ts';
import { deleteUserIdentity } from '../deletions.ts';
import { addClientSession } from '../fixtures/client-sessions.ts';
import { addUserIdentity } from '../fixtures/user-identities.ts';
import { isAmong, isBefore, matches } from '../matches.ts';
import { page } from '../page.ts';
import { presentAcsEntrance } from '../present/acs-entrance.ts';
import { presentAcsSystem } from '../present/acs-system.ts';
import { presentAcsUser } from '../present/acs-user.ts';
import { presentDevice } from '../present/device.ts';
import { presentUserIdentity } from '../present/user-identity.ts';
import { userInSystem } from '../user-in-system.ts';
import type { WorldContext } from '../world.ts';
import { checkUnique } from './user-identities/check-unique.ts';
import { findUserIdentity } from './user-identities/find-user-identity.ts';
import { linkAcsUser } from './user-identities/link-acs-user.ts';
import { userIdentitiesUnmanaged } from './user-identities/unmanaged.ts';

export const userIdentities: Handlers<typeof contract, WorldContext> = {
  addAcsUser: linkAcsUser,

  create: ({ acs_system_ids = [], ...given }, context) => {
    const { world, workspace_id } = context;
    checkUnique(given, context);
    for (const id of acs_system_ids) world.state.acsSystems.require(id, workspace_id);
    const identity = addUserIdentity(world, workspace_id, {
      user_identity_key: given.user_identity_key ?? null,
      email_address: given.email_address ?? null,
      full_name: given.full_name ?? null,
      phone_number: given.phone_number ?? null,
    });
    for (const id of acs_system_ids) userInSystem(world, identity, id);
    return presentUserIdentity(world)(identity);
  },

  delete: ({ user_identity_id }, { world, workspace_id }) =>
    deleteUserIdentity(world, world.state.userIdentities.require(user_identity_id, workspace_id)),

  generateInstantKey: ({ user_identity_id, customization_profile_id }, { world, workspace_id }) => {
    world.state.userIdentities.require(user_identity_id, workspace_id);
    const session = addClientSession(world, workspace_id, { user_identity_id });
    const instant_key_id = world.ids.next('instant_key');
    return world.state.instantKeys.insert({
      instant_key_id,
      instant_key_url: `${world.endpoint}/instant_keys/${instant_key_id}`,
      client_session_id: session.client_session_id,
      created_at: session.created_at,
      expires_at: session.expires_at,
      user_identity_id,
      workspace_id,
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
    return entrancesOf(world, acsUsersOf(world, user_identity_id)).map(presentAcsEntrance(world));
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

  removeAcsUser: ({ user_identity_id, acs_user_id }, { world, workspace_id }) => {
    const { state } = world;
    state.userIdentities.require(user_identity_id, workspace_id);
    const user = state.acsUsers.require(acs_user_id, workspace_id);
    if (user.user_identity_id === undefined) return;
    if (user.user_identity_id !== user_identity_id)
      throw apiError('acs_user_belongs_to_another_user_identity', { data: { acs_user_id } });
    state.acsUsers.patch(acs_user_id, { user_identity_id: undefined });
  },

  revokeAccessToDevice: ({ user_identity_id, device_id }, { world, workspace_id }) => {
    world.state.userIdentities.require(user_identity_id, workspace_id);
    world.state.devices.require(device_id, workspace_id);
    world.state.deviceAccess.delete(user_identity_id, device_id);
  },

  unmanaged: userIdentitiesUnmanaged,

  update: ({ user_identity_id, ...changes }, context) => {
    const { world, workspace_id } = context;
    const identity = world.state.userIdentities.require(user_identity_id, workspace_id);
    checkUnique(changes, context, user_identity_id);
    world.state.userIdentities.patch(user_identity_id, { ...identity, ...changes });
  },
};
