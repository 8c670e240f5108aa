import type { accessMethods as contract, AccessMethodsDeleteParams, Handlers } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { startAttempt } from '../../action-attempts/start.ts';
import type { AccessMethodRow } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';
import { findAccessGrant } from '../access-grants/find.ts';
import { methodsOfGrant } from '../access-grants/reach.ts';
import { deleteAccessMethod } from './deletion.ts';
import { findAccessMethod } from './find.ts';
import { listAccessMethods } from './list.ts';
import { presentAccessMethod } from './record.ts';
import { relatedToMethods } from './related.ts';
import { unlockDoor } from './unlock-door.ts';
import { accessMethodsUnmanaged } from './unmanaged.ts';

const methodsMeant = (params: AccessMethodsDeleteParams, context: WorldContext): AccessMethodRow[] => {
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

/** Deletes one access method, or all of an access grant, or of a reservation. The access grants stay. */
const deleteAccessMethods = (params: AccessMethodsDeleteParams, context: WorldContext): void => {
  for (const method of new Set(methodsMeant(params, context))) deleteAccessMethod(context.world, method);
};

const requireCard = (access_method_id: string, context: WorldContext): void => {
  if (findAccessMethod(access_method_id, context).mode !== 'card')
    throw apiError('invalid_input', { message: 'The access method is no card.' });
};

export const accessMethods: Handlers<typeof contract, WorldContext> = {
  assignCard: ({ access_method_id, card_number }, context) => {
    requireCard(access_method_id, context);
    return startAttempt(context, 'ASSIGN_CREDENTIAL', { access_method_id, card_number });
  },

  delete: deleteAccessMethods,

  encode: ({ access_method_id, acs_encoder_id }, context) => {
    requireCard(access_method_id, context);
    context.world.state.acsEncoders.require(acs_encoder_id, context.workspace_id);
    return startAttempt(context, 'ENCODE_CREDENTIAL', { access_method_id, acs_encoder_id });
  },

  get: ({ access_method_id }, context) => presentAccessMethod(findAccessMethod(access_method_id, context)),

  getRelated: relatedToMethods,

  list: (params, context) => listAccessMethods(params, context).map(presentAccessMethod),

  unlockDoor,

  unmanaged: accessMethodsUnmanaged,
};
