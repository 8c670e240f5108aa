import { presentAcsCredential } from '../present/acs-credential.ts';
import type { AttemptEffect } from './attempt-effects.ts';
import { AttemptError } from './attempt-error.ts';
import { issueCard } from './issue-card.ts';
import { onlineEncoder } from './online-encoder.ts';

/** Writes a credential onto the card that lies on the encoder. */
export const encodeCredential: AttemptEffect<'ENCODE_CREDENTIAL'> = (world, { input }) => {
  const { state } = world;
  const { acs_encoder_id, acs_credential_id = '' } = input;
  const { next_encode } = onlineEncoder(world, acs_encoder_id);
  const isMeant = (next_encode?.acs_credential_id ?? acs_credential_id) === acs_credential_id;
  if (next_encode && isMeant) state.acsEncoders.patch(acs_encoder_id, { next_encode: undefined });
  if (isMeant && next_encode?.error_code !== undefined)
    throw new AttemptError(next_encode.error_code, 'The encoding was told to fail.');

  const credential = state.acsCredentials.get(acs_credential_id);
  if (!credential) throw new AttemptError('credential_deleted', 'The credential is gone.');
  state.acsEncoders.patch(acs_encoder_id, { last_acs_credential_id: acs_credential_id });
  return presentAcsCredential(world)(issueCard(world, credential));
};
