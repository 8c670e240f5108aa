import { addAcsCredential } from '../fixtures/acs/credentials.ts';
import { presentAcsCredential } from '../present/acs-credential.ts';
import type { AcsCredentialRow } from '../rows.ts';
import type { AttemptEffect } from './attempt-effects.ts';
import { AttemptError } from './attempt-error.ts';
import { issueCard } from './issue-card.ts';
import { onlineEncoder } from './online-encoder.ts';
import { readCard } from './read-card.ts';

/** Gives the card that lies on the encoder to an ACS user. A card without a credential gets one. */
export const scanToAssignCredential: AttemptEffect<'SCAN_TO_ASSIGN_CREDENTIAL'> = (world, { input }) => {
  const { state } = world;
  const { acs_user_id } = input;
  // Seam documents fewer ways to fail than for a scan.
  const encoder = onlineEncoder(world, input.acs_encoder_id, 'uncategorized_error');
  const { card, credential } = readCard(world, encoder);
  if (!card) throw new AttemptError('no_credential_on_encoder', 'The card on the encoder is empty.');
  const user = state.acsUsers.get(acs_user_id);
  if (!user) throw new AttemptError('uncategorized_error', 'The ACS user is gone.');

  const made = (): AcsCredentialRow =>
    issueCard(
      world,
      addAcsCredential(world, user.workspace_id, {
        acs_user_id,
        access_method: 'card',
        card_number: card.card_number,
        is_issued: false,
      }),
    );
  const assigned = credential
    ? state.acsCredentials.patch(credential.acs_credential_id, { acs_user_id, user_identity_id: undefined })
    : undefined;
  return presentAcsCredential(world)(assigned ?? made());
};
