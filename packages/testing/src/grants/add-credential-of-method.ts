import { addAcsCredential } from '../fixtures/acs/credentials.ts';
import type { AccessGrantRow, AccessMethodRow, AcsCredentialRow } from '../rows.ts';
import { userInSystem } from '../user-in-system.ts';
import type { World } from '../world.ts';

interface Place {
  readonly grant: AccessGrantRow;
  readonly method: AccessMethodRow;
  readonly acs_system_id: string;
}

/** Makes the credential of an access method in an access system, for the ACS user of the grant's person there. */
export const addCredentialOfMethod = (
  world: World,
  { grant, method, acs_system_id }: Place,
): AcsCredentialRow => {
  const { state, clock } = world;
  const { workspace_id, user_identity_id } = grant;
  const identity = state.userIdentities.require(user_identity_id, workspace_id);
  const { acs_user_id } = userInSystem(world, identity, acs_system_id);
  const credential = addAcsCredential(world, workspace_id, {
    acs_user_id,
    access_method: method.mode,
    display_name: method.display_name,
    is_issued: false,
    ...(method.mode === 'code' ? { code: method.code ?? null } : {}),
    warnings: [
      {
        warning_code: 'waiting_to_be_issued',
        message: 'The credential has not been issued yet.',
        created_at: clock.timestamp(),
      },
    ],
  });
  state.methodCredentials.add(method.access_method_id, credential.acs_credential_id);
  return credential;
};
