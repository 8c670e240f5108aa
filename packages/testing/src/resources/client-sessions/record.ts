import type { ClientSession } from '@org/seam-core';
import { sessionReach } from '../../access/session.ts';
import type { ClientSessionRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { writeEvent } from '../events/write-event.ts';

/** Deletes a client session with its instant keys. Its token is no longer accepted. */
export const deleteClientSession = (
  world: World,
  { client_session_id, workspace_id }: ClientSessionRow,
): void => {
  const { state } = world;
  for (const { instant_key_id } of state.instantKeys.by('client_session_id', client_session_id))
    state.instantKeys.delete(instant_key_id);
  state.clientSessions.delete(client_session_id);
  writeEvent(world, 'client_session.deleted', { workspace_id, client_session_id });
};

/** Adds a client session. It expires after `assumptions.client_session_ms`. */
export const addClientSession = (
  { state, ids, clock, assumptions }: World,
  workspace_id: string,
  overrides: Partial<ClientSessionRow> = {},
): ClientSessionRow => {
  const client_session_id = ids.next('client_session');
  return state.clientSessions.insert({
    client_session_id,
    connect_webview_ids: [],
    connected_account_ids: [],
    user_identifier_key: null,
    created_at: clock.timestamp(),
    expires_at: clock.timestampIn(assumptions.client_session_ms),
    token: `seam_cst1fake_${client_session_id.replaceAll('-', '')}`,
    workspace_id,
    ...overrides,
  });
};

const deviceCount = (world: World, row: ClientSessionRow): number => {
  const { accounts, devices } = sessionReach(world, row);
  const ofAccounts = [...accounts].flatMap((id) => world.state.devices.by('connected_account_id', id));
  const managed = ofAccounts.filter(({ is_managed }) => is_managed).map(({ device_id }) => device_id);
  return new Set([...managed, ...devices]).size;
};

/** A client session as the API shows it, with the accounts of its webviews and its number of devices. */
export const presentClientSession =
  (world: World) =>
  (row: ClientSessionRow): ClientSession => {
    const { revoked_at: _, ...shown } = row;
    return {
      ...shown,
      connected_account_ids: [...sessionReach(world, row).accounts],
      device_count: deviceCount(world, row),
      user_identity_ids: row.user_identity_id === undefined ? [] : [row.user_identity_id],
    };
  };
