import type { AcsCredentialRow } from '../../../fake/acs-rows.ts';
import type { World } from '../../../fake/world.ts';
import { issueWithAccessMethod } from '../../access-methods/issue.ts';
import { needsIssue } from '../../access-methods/mark-issued.ts';
import { presentAccessMethod } from '../../access-methods/record.ts';
import { credentialsOfMethod } from '../../access-methods/rules.ts';
import { type AttemptEffect, AttemptError } from '../../action-attempts/types.ts';
import { writeEvent } from '../../events/write-event.ts';
import { requireOnlineEncoder } from '../encoders/record.ts';
import { overrideOthers } from './issue.ts';
import { acsCredentialEventFields, presentAcsCredential } from './record.ts';

const issueWarnings = new Set<string>(['waiting_to_be_issued', 'needs_to_be_reissued']);

/** Issues a credential on a card, for the first time or again, and returns the stored row. */
export const issueCard = (world: World, credential: AcsCredentialRow): AcsCredentialRow => {
  const { state, clock, random } = world;
  const { acs_credential_id, workspace_id, is_issued } = credential;
  const event_type = is_issued === true ? 'acs_credential.reissued' : 'acs_credential.issued';
  issueWithAccessMethod(world, acs_credential_id, () => {
    state.acsCredentials.patch(acs_credential_id, {
      is_issued: true,
      issued_at: clock.timestamp(),
      card_number: credential.card_number ?? random.digits(10),
      warnings: credential.warnings.filter(({ warning_code }) => !issueWarnings.has(warning_code)),
    });
    writeEvent(world, event_type, acsCredentialEventFields(credential));
  });
  overrideOthers(world, credential);
  return state.acsCredentials.require(acs_credential_id, workspace_id);
};

/** Assigns an existing card to an access method. Any card number is accepted. */
export const assignCard: AttemptEffect<'ASSIGN_CREDENTIAL'> = (world, { input, workspace_id }) => {
  const { access_method_id, card_number } = input;
  const credentials = credentialsOfMethod(world, access_method_id);
  if (credentials.length === 0)
    throw new AttemptError('credential_not_found', 'The access method has no card to assign.');
  for (const credential of credentials)
    if (needsIssue(credential)) issueCard(world, { ...credential, card_number });
  return presentAccessMethod(world)(world.state.accessMethods.require(access_method_id, workspace_id));
};

/** Encodes a credential onto the card on the encoder. */
export const encodeCredential: AttemptEffect<'ENCODE_CREDENTIAL'> = (world, { input }) => {
  const { state } = world;
  const { acs_encoder_id, acs_credential_id = '' } = input;
  const { next_encode } = requireOnlineEncoder(world, acs_encoder_id);
  const isMeant = (next_encode?.acs_credential_id ?? acs_credential_id) === acs_credential_id;
  if (next_encode && isMeant) state.acsEncoders.patch(acs_encoder_id, { next_encode: undefined });
  if (isMeant && next_encode?.error_code !== undefined)
    throw new AttemptError(next_encode.error_code, 'The encoding failed, as simulated.');

  const credential = state.acsCredentials.get(acs_credential_id);
  if (!credential) throw new AttemptError('credential_deleted', 'The credential was deleted.');
  const changes = state.acsChanges.by('acs_credential_id', acs_credential_id);
  if (changes.some(({ change }) => change.kind === 'create_credential'))
    throw new AttemptError('uncategorized_error', 'The access system has not created the credential yet.');
  state.acsEncoders.patch(acs_encoder_id, { last_acs_credential_id: acs_credential_id });
  return presentAcsCredential(world)(issueCard(world, credential));
};

/** Encodes the card of an access method for the access system of the encoder. */
export const encodeAccessMethod: AttemptEffect<'ENCODE_CREDENTIAL'> = (world, attempt) => {
  const { acs_encoder_id, access_method_id = '' } = attempt.input;
  const acs_system_id = world.state.acsEncoders.get(acs_encoder_id)?.acs_system_id;
  if (!world.state.accessMethods.get(access_method_id))
    throw new AttemptError('credential_deleted', 'The access method was deleted.');
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
