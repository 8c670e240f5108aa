import { apiError } from '@org/seam-server';
import { resourceParams } from '../fake/endpoint-paths.ts';
import type { ClientSessionRow } from '../fake/rows.ts';
import type { State } from '../fake/state.ts';
import type { World, WorldContext } from '../fake/world.ts';
import { acsUsersOf, devicesOf, entrancesOfIdentity } from './reach.ts';

/** The ids that a client session can access. Devices of an account are found through the account. */
interface SessionReach {
  readonly accounts: ReadonlySet<string>;
  readonly webviews: ReadonlySet<string>;
  readonly devices: ReadonlySet<string>;
  readonly acsUsers: ReadonlySet<string>;
  readonly acsSystems: ReadonlySet<string>;
  readonly acsEntrances: ReadonlySet<string>;
}

const reachOfIdentity = (
  world: World,
  user_identity_id: string,
): Omit<SessionReach, 'accounts' | 'webviews'> => {
  const users = acsUsersOf(world, user_identity_id);
  const devices = world.assumptions.session_sees_identity_devices ? devicesOf(world, user_identity_id) : [];
  const entrances = entrancesOfIdentity(world, user_identity_id);
  return {
    devices: new Set(devices.map(({ device_id }) => device_id)),
    acsUsers: new Set(users.map(({ acs_user_id }) => acs_user_id)),
    acsSystems: new Set(users.map(({ acs_system_id }) => acs_system_id)),
    acsEntrances: new Set(entrances.map(({ acs_entrance_id }) => acs_entrance_id)),
  };
};

const nothing = new Set<string>();
const emptyReach = { devices: nothing, acsUsers: nothing, acsSystems: nothing, acsEntrances: nothing };

/** The accounts of a client session, and those that its webviews connected. */
export const accountsOfSession = (
  { state }: Pick<World, 'state'>,
  { connect_webview_ids, connected_account_ids }: ClientSessionRow,
): ReadonlySet<string> =>
  new Set([
    ...connected_account_ids,
    ...connect_webview_ids.flatMap((id) => state.connectWebviews.get(id)?.connected_account_id ?? []),
  ]);

/** What a client session can access: its accounts and webviews, the accounts those webviews connected, and its user identity's objects. */
export const sessionReach = (world: World, session: ClientSessionRow): SessionReach => {
  const { connect_webview_ids, user_identity_id } = session;
  return {
    accounts: accountsOfSession(world, session),
    webviews: new Set(connect_webview_ids),
    ...(user_identity_id === undefined ? emptyReach : reachOfIdentity(world, user_identity_id)),
  };
};

/** The ids that connect a row or an event to a client session. */
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

/** Whether a row belongs to the session: directly, by its account, or by its user identity. */
const isOfSession = (world: World, session: ClientSessionRow): ((row: object) => boolean) => {
  const reach = sessionReach(world, session);
  const has = (ids: ReadonlySet<string>, id: string | null | undefined) =>
    typeof id === 'string' && ids.has(id);
  const accountOf = (device_id: string | undefined) =>
    device_id === undefined ? undefined : world.state.devices.get(device_id)?.connected_account_id;
  return (row) => {
    const ids: Ids = row;
    // A member of a system can see the system, but not its other members.
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
 * What a caller may see of a workspace: with a client session its own rows and events, otherwise everything.
 */
export const visibleToSession = ({ world, client_session_id }: WorldContext): ((row: object) => boolean) => {
  if (client_session_id === undefined) return () => true;
  const session = world.state.clientSessions.get(client_session_id);
  return session ? isOfSession(world, session) : () => false;
};

/** The collections in which to look up the id of a parameter. */
const collectionsOf = (state: State) => ({
  access_code_id: [state.accessCodes],
  acs_access_group_id: [state.acsAccessGroups],
  acs_credential_id: [state.acsCredentials],
  acs_entrance_id: [state.acsEntrances],
  acs_system_id: [state.acsSystems],
  acs_user_id: [state.acsUsers],
  action_attempt_id: [state.actionAttempts],
  client_session_id: [state.clientSessions],
  connect_webview_id: [state.connectWebviews],
  connected_account_id: [state.connectedAccounts],
  device_id: [state.devices, state.phones],
  event_id: [state.events],
  thermostat_daily_program_id: [state.thermostatDailyPrograms],
  thermostat_schedule_id: [state.thermostatSchedules],
  user_identity_id: [state.userIdentities],
});

/**
 * Rejects a client session that names resources it cannot access. Missing resources are left to the handler.
 * @throws SeamUnauthorizedError
 */
export const checkSession = (params: object, context: WorldContext): void => {
  if (context.client_session_id === undefined) return;
  const { world, workspace_id, endpoint } = context;
  const isVisible = visibleToSession(context);
  const collections = collectionsOf(world.state);
  const values: Readonly<Record<string, unknown>> = { ...params };
  for (const name of resourceParams(endpoint, params)) {
    const kind = name.replace(/s$/, '') as keyof typeof collections;
    const ids = [values[name]].flat();
    for (const collection of collections[kind] ?? [])
      for (const id of ids) {
        const row = collection.find(String(id), workspace_id);
        if (row && !isVisible(row))
          throw apiError('unauthorized', {
            message: `The client session cannot access the ${kind} ${String(id)}.`,
          });
      }
  }
};
