import type { acs, Handlers } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { page } from '../../../fake/page.ts';
import type { EncoderPlan } from '../../../fake/acs-rows.ts';
import { inOrder, isAmong } from '../../../fake/search.ts';
import type { WorldContext } from '../../../fake/world.ts';
import { startAttempt } from '../../action-attempts/start.ts';
import { ensureAcsUser } from '../users/resolve.ts';
import { presentAcsEncoder } from './record.ts';

const planNext = (
  acs_encoder_id: string,
  changes: EncoderPlan,
  { world: { state }, workspace_id }: WorldContext,
): void => {
  if (state.workspaces.get(workspace_id)?.is_sandbox !== true) throw apiError('workspace_not_sandbox');
  state.acsEncoders.require(acs_encoder_id, workspace_id);
  state.acsEncoders.patch(acs_encoder_id, changes);
};

const acsEncodersSimulate: Handlers<typeof acs.encoders.simulate, WorldContext> = {
  nextCredentialEncodeWillFail: (
    { acs_encoder_id, error_code = 'uncategorized_error', acs_credential_id },
    context,
  ) => planNext(acs_encoder_id, { next_encode: { error_code, acs_credential_id } }, context),

  nextCredentialEncodeWillSucceed: ({ acs_encoder_id }, context) =>
    planNext(acs_encoder_id, { next_encode: {} }, context),

  nextCredentialScanWillFail: (
    { acs_encoder_id, error_code = 'uncategorized_error', acs_credential_id_on_seam },
    context,
  ) =>
    planNext(
      acs_encoder_id,
      { next_scan: { error_code, acs_credential_id: acs_credential_id_on_seam } },
      context,
    ),

  nextCredentialScanWillSucceed: (
    { acs_encoder_id, scenario = 'credential_exists_on_seam', acs_credential_id_on_seam },
    context,
  ) => {
    const { world, workspace_id } = context;
    if (acs_credential_id_on_seam !== undefined)
      world.state.acsCredentials.require(acs_credential_id_on_seam, workspace_id);
    planNext(
      acs_encoder_id,
      { next_scan: { scenario, acs_credential_id: acs_credential_id_on_seam } },
      context,
    );
  },
};

export const acsEncoders: Handlers<typeof acs.encoders, WorldContext> = {
  encodeCredential: ({ acs_encoder_id, acs_credential_id, access_method_id }, context) => {
    const { state } = context.world;
    const { acs_system_id } = state.acsEncoders.require(acs_encoder_id, context.workspace_id);
    if (access_method_id !== undefined) {
      if (state.accessMethods.require(access_method_id, context.workspace_id).mode !== 'card')
        throw apiError('invalid_input', { message: 'Only an access method of mode card can be encoded.' });
      return startAttempt(context, 'ENCODE_CREDENTIAL', { acs_encoder_id, access_method_id });
    }
    const credential = state.acsCredentials.require(acs_credential_id, context.workspace_id);
    if (credential.access_method !== 'card')
      throw apiError('invalid_input', { message: 'Only a credential of a card can be encoded.' });
    if (credential.acs_system_id !== acs_system_id)
      throw apiError('invalid_input', { message: 'The encoder is part of another access system.' });
    return startAttempt(context, 'ENCODE_CREDENTIAL', { acs_encoder_id, acs_credential_id });
  },

  get: ({ acs_encoder_id }, { world, workspace_id }) =>
    presentAcsEncoder(world.state.acsEncoders.require(acs_encoder_id, workspace_id)),

  list: (params, context) => {
    const { acsEncoders: encoders } = context.world.state;
    const { acs_system_id, acs_encoder_ids } = params;
    const systems = acs_system_id === undefined ? (params.acs_system_ids ?? []) : [acs_system_id];
    return page(encoders, context, {
      params,
      among: inOrder(encoders, [
        ...(acs_encoder_ids ?? []).map((id) => encoders.get(id)),
        ...systems.flatMap((id) => encoders.by('acs_system_id', id)),
      ]),
      where: (row) => isAmong(acs_encoder_ids, row.acs_encoder_id),
      present: presentAcsEncoder,
    });
  },

  scanCredential: ({ acs_encoder_id }, context) => {
    context.world.state.acsEncoders.require(acs_encoder_id, context.workspace_id);
    return startAttempt(context, 'SCAN_CREDENTIAL', { acs_encoder_id });
  },

  scanToAssignCredential: ({ acs_encoder_id, ...reference }, context) => {
    const { acs_system_id } = context.world.state.acsEncoders.require(acs_encoder_id, context.workspace_id);
    const { acs_user_id } = ensureAcsUser(reference, acs_system_id, context);
    return startAttempt(context, 'SCAN_TO_ASSIGN_CREDENTIAL', { acs_encoder_id, acs_user_id });
  },

  simulate: acsEncodersSimulate,
};
