import type { accessMethods as contract, Handlers } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { startAttempt } from '../attempts/start-attempt.ts';
import { presentAccessMethod } from '../present/access-method.ts';
import type { WorldContext } from '../world.ts';
import { deleteAccessMethods } from './access-methods/delete-access-methods.ts';
import { findAccessMethod } from './access-methods/find-access-method.ts';
import { listAccessMethods } from './access-methods/list-access-methods.ts';
import { relatedToMethods } from './access-methods/related-to-methods.ts';
import { unlockDoor } from './access-methods/unlock-door.ts';
import { accessMethodsUnmanaged } from './access-methods/unmanaged.ts';

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
