import { isCurrent } from '../../../fake/moment.ts';
import type { AcsCredentialRow, AcsEncoderRow } from '../../../fake/acs-rows.ts';
import type { World } from '../../../fake/world.ts';
import { type AttemptEffect, AttemptError } from '../../action-attempts/types.ts';
import { issueCard } from '../credentials/cards.ts';
import { addAcsCredential, presentAcsCredential } from '../credentials/record.ts';
import { requireOnlineEncoder } from './record.ts';

interface CardOnEncoder {
  readonly card_number: string | null;
  readonly created_at: string | null;
  readonly starts_at: string | null;
  readonly ends_at: string | null;
  readonly is_issued: boolean | null;
  readonly visionline_metadata?: object | undefined;
}

/** The result of a scan: the content of the card, and the credential it belongs to. */
interface ReadCard {
  readonly card: CardOnEncoder | null;
  readonly credential: AcsCredentialRow | undefined;
  readonly warning?: 'acs_credential_on_encoder_out_of_sync' | 'acs_credential_on_seam_not_found';
}

/** What a card of Visionline says about itself. */
const visionlineCard = (world: World, credential: AcsCredentialRow) => {
  const { visionline_metadata: shown } = presentAcsCredential(world)(credential);
  return (
    shown && {
      visionline_metadata: {
        cancelled: false,
        card_format: 'rfid48',
        card_holder: 'Guest',
        card_id: shown.card_id,
        common_acs_entrance_ids: shown.common_acs_entrance_ids,
        discarded: false,
        expired: !isCurrent(world, { ends_at: credential.ends_at }),
        guest_acs_entrance_ids: shown.guest_acs_entrance_ids,
        number_of_issued_cards: 1,
        overridden: shown.is_valid === false,
        overwritten: false,
        pending_auto_update: false,
      },
    }
  );
};

const cardOf = (world: World, credential: AcsCredentialRow): CardOnEncoder => ({
  card_number: credential.card_number ?? null,
  created_at: credential.issued_at ?? credential.created_at,
  starts_at: credential.starts_at ?? null,
  ends_at: credential.ends_at ?? null,
  is_issued: credential.is_issued ?? null,
  ...visionlineCard(world, credential),
});

const unknownCard = (world: World): ReadCard => ({
  card: {
    card_number: world.random.digits(10),
    created_at: null,
    starts_at: null,
    ends_at: null,
    is_issued: true,
  },
  credential: undefined,
  warning: 'acs_credential_on_seam_not_found',
});

/** The credential that a simulation named, the one encoded here last, or any issued card of the access system. */
const findCredentialOfCard = (
  { state }: World,
  { next_scan, last_acs_credential_id, acs_system_id }: AcsEncoderRow,
): AcsCredentialRow | undefined => {
  const named = next_scan?.acs_credential_id ?? last_acs_credential_id;
  if (named !== undefined) return state.acsCredentials.get(named);
  return state.acsCredentials
    .by('acs_system_id', acs_system_id)
    .find(({ access_method, is_issued }) => access_method === 'card' && is_issued === true);
};

/**
 * Reads the card on an encoder, as simulated or as encoded last. Uses up the simulation.
 * @throws AttemptError when a simulated failure is planned
 */
const readCard = (world: World, encoder: AcsEncoderRow): ReadCard => {
  const { next_scan } = encoder;
  world.state.acsEncoders.patch(encoder.acs_encoder_id, { next_scan: undefined });
  if (next_scan?.error_code !== undefined)
    throw new AttemptError(next_scan.error_code, 'The scan failed, as simulated.');

  const scenario = next_scan?.scenario ?? 'credential_exists_on_seam';
  if (scenario === 'credential_on_encoder_is_empty') return { card: null, credential: undefined };
  const credential =
    scenario === 'credential_does_not_exist_on_seam' ? undefined : findCredentialOfCard(world, encoder);
  if (!credential) return unknownCard(world);
  if (scenario === 'credential_exists_on_seam') return { card: cardOf(world, credential), credential };
  return {
    card: { ...cardOf(world, credential), ends_at: credential.created_at },
    credential,
    warning: 'acs_credential_on_encoder_out_of_sync',
  };
};

const scanMessages = {
  acs_credential_on_encoder_out_of_sync: 'The card does not match the credential.',
  acs_credential_on_seam_not_found: 'The card does not belong to a known credential.',
};

/** Scans the card on the encoder. */
export const scanCredential: AttemptEffect<'SCAN_CREDENTIAL'> = (world, { input }) => {
  const { card, credential, warning } = readCard(world, requireOnlineEncoder(world, input.acs_encoder_id));
  return {
    acs_credential_on_encoder: card,
    acs_credential_on_seam: credential ? presentAcsCredential(world)(credential) : null,
    warnings: warning ? [{ warning_code: warning, warning_message: scanMessages[warning] }] : [],
  };
};

/** Assigns the card on the encoder to an ACS user. A card without a credential gets one. */
export const scanToAssignCredential: AttemptEffect<'SCAN_TO_ASSIGN_CREDENTIAL'> = (world, { input }) => {
  const { state } = world;
  const { acs_user_id } = input;
  // Seam documents fewer error types for this action than for a scan.
  const encoder = requireOnlineEncoder(world, input.acs_encoder_id, 'uncategorized_error');
  const { card, credential } = readCard(world, encoder);
  if (!card) throw new AttemptError('no_credential_on_encoder', 'The card on the encoder is empty.');
  const user = state.acsUsers.get(acs_user_id);
  if (!user) throw new AttemptError('uncategorized_error', 'The ACS user was deleted.');

  const createForCard = (): AcsCredentialRow =>
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
  return presentAcsCredential(world)(assigned ?? createForCard());
};
