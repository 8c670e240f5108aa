import type { AcsEncoder } from '@org/seam-core';
import type { AcsEncoderRow } from '../../../fake/rows.ts';
import type { World } from '../../../fake/world.ts';

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

/** An encoder as the API shows it, without what is known of its next card. */
export const presentAcsEncoder = ({
  next_encode: _,
  next_scan: __,
  last_acs_credential_id: ___,
  encoder_number: ____,
  ...encoder
}: AcsEncoderRow): AcsEncoder => encoder;
