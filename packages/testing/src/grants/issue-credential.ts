import { writeEvent } from '../events/write-event.ts';
import type { AcsCredentialRow } from '../rows.ts';
import type { World } from '../world.ts';

/** Issues a credential that needs no card. */
export const issueCredential = (world: World, credential: AcsCredentialRow): void => {
  const { acs_credential_id, acs_system_id, connected_account_id, workspace_id } = credential;
  world.state.acsCredentials.patch(acs_credential_id, {
    is_issued: true,
    issued_at: world.clock.timestamp(),
    warnings: credential.warnings.filter(({ warning_code }) => warning_code !== 'waiting_to_be_issued'),
  });
  writeEvent(world, 'acs_credential.issued', {
    workspace_id,
    acs_credential_id,
    acs_system_id,
    connected_account_id,
  });
};
