import { sessionReach } from './session-reach.ts';
import type { ClientSessionRow } from './rows.ts';
import type { World, WorldContext } from './world.ts';

/** The ids by which a row, or an event, is somebody's. */
interface Ids {
  readonly acs_access_group_id?: string | undefined;
  readonly acs_credential_id?: string | undefined;
  readonly acs_encoder_id?: string | undefined;
  readonly acs_entrance_id?: string | undefined;
  readonly acs_system_id?: string | undefined;
  readonly acs_user_id?: string | undefined;
  readonly client_session_id?: string | undefined;
  readonly connect_webview_id?: string | undefined;
  readonly connected_account_id?: string | null | undefined;
  readonly device_id?: string | undefined;
  readonly user_identity_id?: string | undefined;
}

/** Whether a row is the session's: by itself, by its account, or by its user identity. */
const isOfSession = (world: World, session: ClientSessionRow): ((row: object) => boolean) => {
  const reach = sessionReach(world, session);
  const has = (ids: ReadonlySet<string>, id: string | null | undefined) =>
    typeof id === 'string' && ids.has(id);
  const accountOf = (device_id: string | undefined) =>
    device_id === undefined ? undefined : world.state.devices.get(device_id)?.connected_account_id;
  return (row) => {
    const ids: Ids = row;
    // Whoever is in a system sees the system, not everybody in it.
    const isSystem =
      (ids.acs_access_group_id ??
        ids.acs_credential_id ??
        ids.acs_encoder_id ??
        ids.acs_entrance_id ??
        ids.acs_user_id) === undefined;
    return (
      has(reach.accounts, ids.connected_account_id ?? accountOf(ids.device_id)) ||
      has(reach.devices, ids.device_id) ||
      has(reach.webviews, ids.connect_webview_id) ||
      has(reach.acsUsers, ids.acs_user_id) ||
      has(reach.acsEntrances, ids.acs_entrance_id) ||
      (isSystem && has(reach.acsSystems, ids.acs_system_id)) ||
      (ids.user_identity_id !== undefined && ids.user_identity_id === session.user_identity_id) ||
      ids.client_session_id === session.client_session_id
    );
  };
};

/**
 * What a caller may see of a workspace: with a client session the rows, and the events, that are the session's; with any
 * other credential all.
 */
export const visibleToSession = ({ world, client_session_id }: WorldContext): ((row: object) => boolean) => {
  if (client_session_id === undefined) return () => true;
  const session = world.state.clientSessions.get(client_session_id);
  return session ? isOfSession(world, session) : () => false;
};
