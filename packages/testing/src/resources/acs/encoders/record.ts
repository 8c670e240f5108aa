import type { AcsEncoder } from '@org/seam-core';
import type { AcsEncoderRow } from '../../../fake/rows.ts';
import type { World } from '../../../fake/world.ts';
import { AttemptError } from '../../action-attempts/types.ts';

/** Adds an encoder to an access system. */
export const addAcsEncoder = (
  { state, ids, clock }: World,
  workspace_id: string,
  overrides: Partial<AcsEncoderRow> & { readonly acs_system_id: string },
): AcsEncoderRow =>
  state.acsEncoders.insert({
    acs_encoder_id: ids.next('acs_encoder'),
    connected_account_id: state.acsSystems.require(overrides.acs_system_id, workspace_id)
      .connected_account_id,
    created_at: clock.timestamp(),
    display_name: 'Encoder',
    errors: [],
    workspace_id,
    ...overrides,
  });

/** An encoder as the API shows it, without the planned results of the next scan and encoding. */
export const presentAcsEncoder = ({
  next_encode: _,
  next_scan: __,
  last_acs_credential_id: ___,
  encoder_number: ____,
  ...encoder
}: AcsEncoderRow): AcsEncoder => encoder;

/** The encoder, if it is online. @throws AttemptError of the type when it is missing or has errors */
export const requireOnlineEncoder = (
  { state }: World,
  acs_encoder_id: string,
  error_type = 'encoder_not_online',
): AcsEncoderRow => {
  const encoder = state.acsEncoders.get(acs_encoder_id);
  if (!encoder || encoder.errors.length > 0)
    throw new AttemptError(error_type, 'The encoder cannot be reached.');
  return encoder;
};
