import { writeEvent } from '../events/write-event.ts';
import { withMethodsOfCard } from '../grants/with-methods-of-card.ts';
import type { AcsCredentialRow } from '../rows.ts';
import type { World } from '../world.ts';

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
