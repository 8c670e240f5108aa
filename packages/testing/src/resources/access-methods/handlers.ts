import type {
  accessMethods as contract,
  AccessMethodsBatch,
  AccessMethodsDeleteParams,
  AccessMethodsGetRelatedParams,
  AccessMethodsUnlockDoorParams,
  Handlers,
  InstantKey,
  UnlockDoorActionAttempt,
} from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { opensNow } from '../../access/reach.ts';
import type { AccessMethodRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { findAccessGrant, methodsOfGrant } from '../access-grants/rules.ts';
import { startAttempt } from '../action-attempts/start.ts';
import { batchOf, relatedPlaces } from '../shared/batch.ts';
import { listAccessMethods } from './list.ts';
import { presentAccessMethod, presentUnmanagedAccessMethod, requestMethodDeletion } from './record.ts';
import {
  credentialsOfMethod,
  devicesOfMethod,
  entrancesOfMethod,
  findAccessMethod,
  grantsOfMethod,
} from './rules.ts';

/** Unlocks an entrance remotely with the cloud key of an access method. */
const unlockDoor = (
  params: AccessMethodsUnlockDoorParams,
  context: WorldContext,
): UnlockDoorActionAttempt => {
  const { access_method_id, acs_entrance_id } = params;
  const { state } = context.world;
  const { mode, is_issued } = findAccessMethod(access_method_id, context);
  state.acsEntrances.require(acs_entrance_id, context.workspace_id);
  if (mode !== 'cloud_key' || !is_issued)
    throw apiError('invalid_input', {
      message: 'Only an issued cloud key can unlock a door remotely.',
    });
  const credential = credentialsOfMethod(context.world, access_method_id).find((row) =>
    state.credentialEntrances.has(row.acs_credential_id, acs_entrance_id),
  );
  if (!credential)
    throw apiError('invalid_input', { message: 'The access method is not for this entrance.' });
  const { acs_credential_id, acs_user_id } = credential;
  if (!opensNow(context.world, credential, acs_entrance_id))
    throw apiError('invalid_input', {
      message: 'The access method does not open the entrance now: see the access times and the ACS user.',
      data: { access_method_id, acs_entrance_id },
    });
  return startAttempt(context, 'UNLOCK_DOOR', {
    acs_entrance_id,
    acs_credential_id,
    ...(acs_user_id === undefined ? {} : { acs_user_id }),
  });
};

const keysOf = ({ state }: World, methods: readonly AccessMethodRow[]): InstantKey[] =>
  methods.flatMap(({ instant_key_url }) =>
    instant_key_url === undefined ? [] : state.instantKeys.by('instant_key_url', instant_key_url),
  );

/**
 * The resources related to access methods: credentials, instant keys, devices, entrances, spaces and access grants.
 */
const relatedToMethods = (
  params: AccessMethodsGetRelatedParams,
  context: WorldContext,
): AccessMethodsBatch => {
  const { world } = context;
  const { state } = world;
  const methods = params.access_method_ids.map((id) => findAccessMethod(id, context));
  const ids = methods.map(({ access_method_id }) => access_method_id);
  const grants = ids.flatMap((id) => grantsOfMethod(world, id)).filter((grant) => grant.is_managed);
  const keys = keysOf(world, methods);
  const { devices, acs_entrances } = relatedPlaces(world, {
    devices: ids.flatMap((id) => devicesOfMethod(world, id)),
    entrances: ids.flatMap((id) => entrancesOfMethod(world, id)),
  });
  return batchOf(world, params, {
    devices,
    acs_entrances,
    spaces: () => grants.flatMap((grant) => state.grantSpaces.rightsOf(grant.access_grant_id)),
    access_grants: () => grants.map((grant) => grant.access_grant_id),
    access_methods: () => ids,
    acs_credentials: () => ids.flatMap((id) => state.methodCredentials.rightsOf(id)),
    instant_keys: () => keys.map((key) => key.instant_key_id),
    client_sessions: () => keys.map((key) => key.client_session_id),
  });
};

const accessMethodsUnmanaged: Handlers<typeof contract.unmanaged, WorldContext> = {
  get: ({ access_method_id }, context) =>
    presentUnmanagedAccessMethod(context.world)(findAccessMethod(access_method_id, context, false)),

  list: (params, context) =>
    listAccessMethods(params, context, false).map(presentUnmanagedAccessMethod(context.world)),
};

const methodsToDelete = (params: AccessMethodsDeleteParams, context: WorldContext): AccessMethodRow[] => {
  const { access_method_id, access_grant_id, reservation_key } = params;
  const { world, workspace_id } = context;
  if (access_method_id !== undefined) return [findAccessMethod(access_method_id, context)];
  if (access_grant_id !== undefined)
    return methodsOfGrant(world, findAccessGrant({ access_grant_id }, context).access_grant_id);
  const grants = world.state.accessGrants
    .by('reservation_key', reservation_key)
    .filter((grant) => grant.workspace_id === workspace_id && grant.is_managed);
  if (grants.length === 0) throw apiError('access_grant_not_found', { data: { reservation_key } });
  return grants.flatMap((grant) => methodsOfGrant(world, grant.access_grant_id));
};

/** Deletes one access method, or all of an access grant or a reservation. The access grants stay. */
const deleteAccessMethods = (params: AccessMethodsDeleteParams, context: WorldContext): void => {
  for (const method of new Set(methodsToDelete(params, context)))
    requestMethodDeletion(context.world, method);
};

const requireCard = (access_method_id: string, context: WorldContext): void => {
  if (findAccessMethod(access_method_id, context).mode !== 'card')
    throw apiError('invalid_input', { message: 'The access method is not a card.' });
};

/** Each card needs an access method of its own, so one that is on a card is only encoded again after a change. */
const requireUnwritten = (access_method_id: string, context: WorldContext): void => {
  if (findAccessMethod(access_method_id, context).is_issued)
    throw apiError('invalid_input', {
      message: 'The access method is on a card already. Request another access method for another card.',
      data: { access_method_id },
    });
};

export const accessMethods: Handlers<typeof contract, WorldContext> = {
  assignCard: ({ access_method_id, card_number }, context) => {
    requireCard(access_method_id, context);
    return startAttempt(context, 'ASSIGN_CREDENTIAL', { access_method_id, card_number });
  },

  delete: deleteAccessMethods,

  encode: ({ access_method_id, acs_encoder_id }, context) => {
    requireCard(access_method_id, context);
    requireUnwritten(access_method_id, context);
    context.world.state.acsEncoders.require(acs_encoder_id, context.workspace_id);
    return startAttempt(context, 'ENCODE_CREDENTIAL', { access_method_id, acs_encoder_id });
  },

  get: ({ access_method_id }, context) =>
    presentAccessMethod(context.world)(findAccessMethod(access_method_id, context)),

  getRelated: relatedToMethods,

  list: (params, context) => listAccessMethods(params, context).map(presentAccessMethod(context.world)),

  unlockDoor,

  unmanaged: accessMethodsUnmanaged,
};
