import type { acs, Handlers } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { EncoderPlan } from '../../../fake/rows.ts';
import type { WorldContext } from '../../../fake/world.ts';

const plan = (
  acs_encoder_id: string,
  changes: EncoderPlan,
  { world: { state }, workspace_id }: WorldContext,
): void => {
  if (state.workspaces.get(workspace_id)?.is_sandbox !== true) throw apiError('workspace_not_sandbox');
  state.acsEncoders.require(acs_encoder_id, workspace_id);
  state.acsEncoders.patch(acs_encoder_id, changes);
};

export const acsEncodersSimulate: Handlers<typeof acs.encoders.simulate, WorldContext> = {
  nextCredentialEncodeWillFail: (
    { acs_encoder_id, error_code = 'uncategorized_error', acs_credential_id },
    context,
  ) => plan(acs_encoder_id, { next_encode: { error_code, acs_credential_id } }, context),

  nextCredentialEncodeWillSucceed: ({ acs_encoder_id }, context) =>
    plan(acs_encoder_id, { next_encode: {} }, context),

  nextCredentialScanWillFail: (
    { acs_encoder_id, error_code = 'uncategorized_error', acs_credential_id_on_seam },
    context,
  ) =>
    plan(
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
    plan(acs_encoder_id, { next_scan: { scenario, acs_credential_id: acs_credential_id_on_seam } }, context);
  },
};
