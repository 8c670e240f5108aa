import { writeEvent } from '../events/write-event.ts';
import type { AcsCredentialRow } from '../fake/rows.ts';
import type { World } from '../fake/world.ts';
import { credentialsOfMethod } from '../resources/access-grants/reach.ts';
import { needsIssue, withMethodsOfCard } from '../resources/access-methods/issue.ts';
import { presentAccessMethod } from '../resources/access-methods/record.ts';
import { presentAcsCredential } from '../resources/acs/credentials/record.ts';
import { onlineEncoder } from './reachable.ts';
import { type AttemptEffect, AttemptError } from './types.ts';

const settled = new Set<string>(['waiting_to_be_issued', 'needs_to_be_reissued']);

const about = ({
  acs_credential_id,
  acs_system_id,
  connected_account_id,
  workspace_id,
}: AcsCredentialRow) => ({
  acs_credential_id,
  acs_system_id,
  connected_account_id,
  workspace_id,
});

/** The other cards that open what this one opens lose their validity. */
const invalidateOthers = (world: World, { acs_credential_id }: AcsCredentialRow): void => {
  const { state } = world;
  const entrances = state.credentialEntrances.rightsOf(acs_credential_id);
  for (const id of new Set(entrances.flatMap((entrance) => state.credentialEntrances.leftsOf(entrance)))) {
    const other = state.acsCredentials.get(id);
    if (id === acs_credential_id || other?.access_method !== 'card' || other.is_issued !== true) continue;
    if (other.visionline_metadata?.is_valid === false) continue;
    state.acsCredentials.patch(id, {
      visionline_metadata: { ...other.visionline_metadata, is_valid: false },
    });
    writeEvent(world, 'acs_credential.invalidated', about(other));
  }
};

/** Writes a credential onto a card, for the first time or again, and returns what is stored of it then. */
export const issueCard = (world: World, credential: AcsCredentialRow): AcsCredentialRow => {
  const { state, clock, random } = world;
  const { acs_credential_id, workspace_id, is_issued } = credential;
  const event_type = is_issued === true ? 'acs_credential.reissued' : 'acs_credential.issued';
  withMethodsOfCard(world, acs_credential_id, () => {
    state.acsCredentials.patch(acs_credential_id, {
      is_issued: true,
      issued_at: clock.timestamp(),
      card_number: credential.card_number ?? random.digits(10),
      warnings: credential.warnings.filter(({ warning_code }) => !settled.has(warning_code)),
    });
    writeEvent(world, event_type, about(credential));
  });
  if (credential.overrides_others === true) invalidateOthers(world, credential);
  return state.acsCredentials.require(acs_credential_id, workspace_id);
};

/** Makes a card that exists already, known by its number, the card of an access method. Any number is accepted. */
export const assignCard: AttemptEffect<'ASSIGN_CREDENTIAL'> = (world, { input, workspace_id }) => {
  const { access_method_id, card_number } = input;
  const credentials = credentialsOfMethod(world, access_method_id);
  if (credentials.length === 0)
    throw new AttemptError('credential_not_found', 'The access method has no card to assign.');
  for (const credential of credentials)
    if (needsIssue(credential)) issueCard(world, { ...credential, card_number });
  return presentAccessMethod(world.state.accessMethods.require(access_method_id, workspace_id));
};

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
