import type { ConnectedAccountRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { deleteAcsSystem } from '../acs/systems/record.ts';
import { deleteDevice } from '../devices/record.ts';
import { deleteEvent, writeEvent } from '../events/write-event.ts';
import { rememberLeftAccess } from './left-access.ts';
import { accountEventFields } from './record.ts';

/** Removes an account from client sessions, connect webviews and spaces. */
const removeReferences = (
  { state }: World,
  { connected_account_id, workspace_id }: ConnectedAccountRow,
): void => {
  for (const session of state.clientSessions.by('workspace_id', workspace_id))
    if (session.connected_account_ids.includes(connected_account_id))
      state.clientSessions.patch(session.client_session_id, {
        connected_account_ids: session.connected_account_ids.filter((id) => id !== connected_account_id),
      });
  for (const { connect_webview_id } of state.connectWebviews.by('connected_account_id', connected_account_id))
    state.connectWebviews.patch(connect_webview_id, { connected_account_id: null });
  state.spaceAccounts.deleteRight(connected_account_id);
};

/**
 * Deletes an account with its past events, its devices and their access codes, and its access systems. The provider keeps all
 * of it.
 */
export const deleteConnectedAccount = (world: World, account: ConnectedAccountRow): void => {
  const { state } = world;
  const { connected_account_id, account_type, customer_key } = account;
  rememberLeftAccess(world, account);
  for (const event of state.events)
    if ('connected_account_id' in event && event.connected_account_id === connected_account_id)
      deleteEvent(state, event.event_id);
  for (const device of state.devices.by('connected_account_id', connected_account_id))
    deleteDevice(world, device);
  for (const system of state.acsSystems.by('connected_account_id', connected_account_id))
    deleteAcsSystem(world, system);
  removeReferences(world, account);
  state.connectedAccounts.delete(connected_account_id);
  writeEvent(world, 'connected_account.deleted', {
    ...accountEventFields(account),
    ...(account_type === undefined ? {} : { connected_account_type: account_type }),
    ...(customer_key === undefined ? {} : { customer_key }),
  });
};
