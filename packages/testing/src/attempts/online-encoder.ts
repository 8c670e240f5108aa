import type { AcsEncoderRow } from '../rows.ts';
import type { World } from '../world.ts';
import { AttemptError } from './attempt-error.ts';

/**
 * The encoder, if it can be reached.
 * @throws AttemptError of the type when it was removed
 */
export const onlineEncoder = (
  { state }: World,
  acs_encoder_id: string,
  error_type = 'encoder_not_online',
): AcsEncoderRow => {
  const encoder = state.acsEncoders.get(acs_encoder_id);
  if (!encoder || encoder.errors.length > 0)
    throw new AttemptError(error_type, 'The encoder cannot be reached.');
  return encoder;
};
