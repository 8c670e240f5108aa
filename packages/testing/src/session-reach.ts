import { acsUsersOf, devicesOf, entrancesOfIdentity } from './access.ts';
import type { ClientSessionRow } from './rows.ts';
import type { World } from './world.ts';

/** The ids of what a client session is for. What belongs to one of the accounts is reached through it. */
export interface SessionReach {
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
const reachOfNobody = { devices: nothing, acsUsers: nothing, acsSystems: nothing, acsEntrances: nothing };

/** What a client session is for: what it was given, what its webviews brought in, and what is its user identity's. */
export const sessionReach = (world: World, session: ClientSessionRow): SessionReach => {
  const { connect_webview_ids, connected_account_ids, user_identity_id } = session;
  const brought = connect_webview_ids.flatMap(
    (id) => world.state.connectWebviews.get(id)?.connected_account_id ?? [],
  );
  return {
    accounts: new Set([...connected_account_ids, ...brought]),
    webviews: new Set(connect_webview_ids),
    ...(user_identity_id === undefined ? reachOfNobody : reachOfIdentity(world, user_identity_id)),
  };
};
