import type { AcsEncoder } from '@org/seam-core';
import type { AcsEncoderRow } from '../../../fake/acs-rows.ts';
import type { World } from '../../../fake/world.ts';
import { isDisconnection } from '../systems/sync.ts';
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

const bridgeErrors = new Set<string>(['bridge_disconnected', 'seam_bridge_disconnected']);

/**
 * The encoder, if it is online.
 * @throws AttemptError of the type when it is missing, has errors, or cannot be reached through its access system
 */
export const requireOnlineEncoder = (
  { state }: World,
  acs_encoder_id: string,
  error_type = 'encoder_not_online',
): AcsEncoderRow => {
  const encoder = state.acsEncoders.get(acs_encoder_id);
  const { errors = [] } = state.acsSystems.get(encoder?.acs_system_id ?? '') ?? {};
  const isBridgeDown = errors.some(({ error_code }) => bridgeErrors.has(error_code));
  if (isBridgeDown && error_type === 'encoder_not_online')
    throw new AttemptError('bridge_disconnected', 'The Seam Bridge of the access system is disconnected.');
  if (!encoder || encoder.errors.length > 0 || errors.some(({ error_code }) => isDisconnection(error_code)))
    throw new AttemptError(error_type, 'The encoder cannot be reached.');
  return encoder;
};
