import type { AcsCredentialRow, AcsEncoderRow } from '../rows.ts';
import type { World } from '../world.ts';
import { AttemptError } from './attempt-error.ts';

interface CardOnEncoder {
  readonly card_number: string | null;
  readonly created_at: string | null;
  readonly starts_at: string | null;
  readonly ends_at: string | null;
  readonly is_issued: boolean | null;
}

/** What an encoder reads: what is on the card, and the credential it belongs to. */
export interface ReadCard {
  readonly card: CardOnEncoder | null;
  readonly credential: AcsCredentialRow | undefined;
  readonly warning?: 'acs_credential_on_encoder_out_of_sync' | 'acs_credential_on_seam_not_found';
}

const cardOf = (credential: AcsCredentialRow): CardOnEncoder => ({
  card_number: credential.card_number ?? null,
  created_at: credential.issued_at ?? credential.created_at,
  starts_at: credential.starts_at ?? null,
  ends_at: credential.ends_at ?? null,
  is_issued: credential.is_issued ?? null,
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

/** The credential a test named, the one encoded here last, or any card of the system. There may be none. */
const someCredential = (
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
 * Reads the card on an encoder: the one that a simulation has put there, or the one encoded there last, or any.
 * @throws AttemptError when the simulation says so
 */
export const readCard = (world: World, encoder: AcsEncoderRow): ReadCard => {
  const { next_scan } = encoder;
  world.state.acsEncoders.patch(encoder.acs_encoder_id, { next_scan: undefined });
  if (next_scan?.error_code !== undefined)
    throw new AttemptError(next_scan.error_code, 'The scan was told to fail.');

  const scenario = next_scan?.scenario ?? 'credential_exists_on_seam';
  if (scenario === 'credential_on_encoder_is_empty') return { card: null, credential: undefined };
  const credential =
    scenario === 'credential_does_not_exist_on_seam' ? undefined : someCredential(world, encoder);
  if (!credential) return unknownCard(world);
  if (scenario === 'credential_exists_on_seam') return { card: cardOf(credential), credential };
  return {
    card: { ...cardOf(credential), ends_at: credential.created_at },
    credential,
    warning: 'acs_credential_on_encoder_out_of_sync',
  };
};
