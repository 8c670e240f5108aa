import { presentAcsCredential } from '../present/acs-credential.ts';
import type { AttemptEffect } from './attempt-effects.ts';
import { onlineEncoder } from './online-encoder.ts';
import { readCard } from './read-card.ts';

const messages = {
  acs_credential_on_encoder_out_of_sync: 'The card does not say what the credential says.',
  acs_credential_on_seam_not_found: 'The card belongs to no known credential.',
};

/** Reads the card that lies on the encoder. */
export const scanCredential: AttemptEffect<'SCAN_CREDENTIAL'> = (world, { input }) => {
  const { card, credential, warning } = readCard(world, onlineEncoder(world, input.acs_encoder_id));
  return {
    acs_credential_on_encoder: card,
    acs_credential_on_seam: credential ? presentAcsCredential(world)(credential) : null,
    warnings: warning ? [{ warning_code: warning, warning_message: messages[warning] }] : [],
  };
};
