import type { EndpointPath } from '@org/seam-core';
import type { ActionType } from '../fake/rows.ts';
import type { WorldContext } from '../fake/world.ts';
import { presentAcsCredential } from '../resources/acs/credentials/record.ts';
import { startAttempt } from '../resources/action-attempts/start.ts';
import { presentClientSession } from '../resources/client-sessions/record.ts';
import { presentConnectedAccount } from '../resources/connected-accounts/record.ts';

type Ids = Readonly<Record<string, unknown>>;

/**
 * A response field that is not in the contract. `begin` runs before the handler, while a deleted row still exists. The
 * function that it returns runs after the handler and creates the field.
 */
export interface UndocumentedField {
  readonly name: string;
  readonly begin: (params: Ids, context: WorldContext) => () => object;
}

const credential: UndocumentedField = {
  name: 'acs_credential',
  begin:
    ({ acs_credential_id }, { world, workspace_id }) =>
    () =>
      presentAcsCredential(world)(
        world.state.acsCredentials.require(String(acs_credential_id), workspace_id),
      ),
};

const deviceOf = ({ device_id, access_code_id }: Ids, { world }: WorldContext): string =>
  world.state.accessCodes.get(String(access_code_id))?.device_id ?? String(device_id);

const attempt = (
  type: Extract<ActionType, `${'UPDATE' | 'DELETE'}_${'ACCESS_CODE' | 'NOISE_THRESHOLD'}`>,
): UndocumentedField => ({
  name: 'action_attempt',
  begin: (params, context) => {
    const device_id = deviceOf(params, context);
    return () => startAttempt(context, type, { device_id });
  },
});

/**
 * Endpoints without a result in the contract whose responses have a field in the schemas of Seam's OpenAPI document. No
 * client reads it.
 */
export const undocumentedFields: { readonly [K in EndpointPath]?: UndocumentedField } = {
  '/access_codes/delete': attempt('DELETE_ACCESS_CODE'),
  '/access_codes/unmanaged/delete': attempt('DELETE_ACCESS_CODE'),
  '/access_codes/update': attempt('UPDATE_ACCESS_CODE'),
  '/acs/credentials/assign': credential,
  '/acs/credentials/unassign': credential,
  '/acs/credentials/update': credential,
  '/client_sessions/grant_access': {
    name: 'client_session',
    begin:
      ({ client_session_id, user_identifier_key }, { world, workspace_id }) =>
      () => {
        const { clientSessions } = world.state;
        const keyed = clientSessions
          .by('user_identifier_key', (user_identifier_key ?? null) as string | null)
          .find((row) => row.workspace_id === workspace_id);
        const session =
          typeof client_session_id === 'string'
            ? clientSessions.require(client_session_id, workspace_id)
            : keyed;
        return session ? presentClientSession(world)(session) : {};
      },
  },
  '/connected_accounts/update': {
    name: 'connected_account',
    begin:
      ({ connected_account_id }, { world, workspace_id }) =>
      () =>
        presentConnectedAccount(
          world.state.connectedAccounts.require(String(connected_account_id), workspace_id),
        ),
  },
  '/noise_sensors/noise_thresholds/delete': attempt('DELETE_NOISE_THRESHOLD'),
  '/noise_sensors/noise_thresholds/update': attempt('UPDATE_NOISE_THRESHOLD'),
};
