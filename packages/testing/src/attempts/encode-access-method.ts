import { credentialsOfMethod } from '../grants/credentials-of-method.ts';
import type { AttemptEffect } from './attempt-effects.ts';
import { AttemptError } from './attempt-error.ts';
import { encodeCredential } from './encode-credential.ts';

/** Writes the card of an access method for the encoder's access system. */
export const encodeAccessMethod: AttemptEffect<'ENCODE_CREDENTIAL'> = (world, attempt) => {
  const { acs_encoder_id, access_method_id = '' } = attempt.input;
  const acs_system_id = world.state.acsEncoders.get(acs_encoder_id)?.acs_system_id;
  if (!world.state.accessMethods.get(access_method_id))
    throw new AttemptError('credential_deleted', 'The access method is gone.');
  const credential = credentialsOfMethod(world, access_method_id).find(
    (row) => row.acs_system_id === acs_system_id,
  );
  if (!credential)
    throw new AttemptError(
      'uncategorized_error',
      'The access method has no card in the encoder’s access system.',
    );
  const { acs_credential_id } = credential;
  return encodeCredential(world, { ...attempt, input: { acs_encoder_id, acs_credential_id } });
};
