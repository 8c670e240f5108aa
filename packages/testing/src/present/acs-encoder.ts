import type { AcsEncoder } from '@org/seam-core';
import type { AcsEncoderRow } from '../rows.ts';

/** An encoder as the API shows it, without what is known of its next card. */
export const presentAcsEncoder = ({
  next_encode: _,
  next_scan: __,
  last_acs_credential_id: ___,
  encoder_number: ____,
  ...encoder
}: AcsEncoderRow): AcsEncoder => encoder;
