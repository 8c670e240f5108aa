import type { ConnectedAccount } from '@org/seam-core';
import { latestMoment } from '../../fake/moment.ts';
import type { ConnectedAccountRow, ConnectWebviewRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { capabilityOfProvider, defaultCapabilities } from '../connected-accounts/capabilities.ts';
import { isDisconnected, needsLogin, reconnectAccount } from '../connected-accounts/connection.ts';
import { findDevice } from '../connected-accounts/find-device.ts';
import { findSystem } from '../connected-accounts/find-system.ts';
import { accountEventFields, addConnectedAccount } from '../connected-accounts/record.ts';
import type { DeviceOverrides } from '../devices/record.ts';
import { writeEvent } from '../events/write-event.ts';

/** Who logs in, such as `{ email: 'jane@example.com' }`. */
export type Login = NonNullable<ConnectedAccount['user_identifier']>;

const customerField = ({ customer_key }: { readonly customer_key?: string | undefined }) =>
  customer_key === undefined ? {} : { customer_key };

/** Ends a webview whose user has logged in. */
const authorize = (world: World, webview: ConnectWebviewRow, account: ConnectedAccountRow): void => {
  const { connect_webview_id } = webview;
  world.state.connectWebviews.patch(connect_webview_id, {
    status: 'authorized',
    authorized_at: world.clock.timestamp(),
    connected_account_id: account.connected_account_id,
  });
  writeEvent(world, 'connect_webview.login_succeeded', {
    ...accountEventFields(account),
    connect_webview_id,
    ...customerField(account),
  });
};

interface FirstSync {
  readonly connected_account_id: string;
  readonly connect_webview_id: string;
  readonly devices: readonly DeviceOverrides[];
}

/**
 * Ends the first sync of a new account: adds its devices. A webview that waits for them ends then. While the account is
 * disconnected, the sync waits for the reconnection.
 */
export const finishFirstSync = (world: World, sync: FirstSync): void => {
  const { connected_account_id, connect_webview_id, devices } = sync;
  const account = world.state.connectedAccounts.get(connected_account_id);
  if (!account) return;
  if (isDisconnected(account)) {
    world.queue.add({
      due: latestMoment + 1,
      name: 'finish_first_sync',
      args: sync,
      connected_account_id,
    });
    return;
  }
  for (const device of devices) findDevice(world, { connected_account_id, device });
  findSystem(world, account);
  writeEvent(world, 'connected_account.completed_first_sync', accountEventFields(account));
  const webview = world.state.connectWebviews.get(connect_webview_id);
  if (webview?.status === 'pending') authorize(world, webview, account);
};

interface ChosenLogin {
  readonly provider: string;
  readonly user_identifier: Login | undefined;
}

/** The account of the workspace that a login belongs to, if there is one. */
export const accountOfLogin = (
  { state }: World,
  { workspace_id }: ConnectWebviewRow,
  { provider, user_identifier }: ChosenLogin,
): ConnectedAccountRow | undefined =>
  state.connectedAccounts
    .by('workspace_id', workspace_id)
    .filter(({ account_type }) => account_type === provider)
    .find((account) =>
      user_identifier === undefined
        ? needsLogin(account)
        : Object.entries(user_identifier).every(
            ([name, value]) => account.user_identifier?.[name as keyof Login] === value,
          ),
    );

/** Takes a login to an account that exists: with the metadata of the webview, if it has any, and its customer. */
export const loginAgain = (world: World, webview: ConnectWebviewRow, account: ConnectedAccountRow): void => {
  const { connect_webview_id, custom_metadata } = webview;
  const { connected_account_id } = account;
  const changed =
    world.state.connectedAccounts.patch(connected_account_id, {
      ...customerField(webview),
      ...(Object.keys(custom_metadata).length > 0 ? { custom_metadata } : {}),
    }) ?? account;
  if (webview.customer_key !== undefined)
    for (const { device_id } of world.state.devices.by('connected_account_id', connected_account_id))
      world.state.devices.patch(device_id, { customer_key: webview.customer_key });
  authorize(world, webview, changed);
  writeEvent(world, 'connected_account.successful_login', {
    ...accountEventFields(changed),
    connect_webview_id,
  });
  reconnectAccount(world, changed, { connect_webview_id });
};

/** Whether an account and a webview have different customers. */
export const belongsToAnother = (account: ConnectedAccountRow, webview: ConnectWebviewRow): boolean =>
  account.customer_key !== undefined &&
  webview.customer_key !== undefined &&
  account.customer_key !== webview.customer_key;

const sameCapabilities = (some: readonly string[], others: readonly string[]): boolean =>
  some.join() === others.join();

export const connect = (
  world: World,
  webview: ConnectWebviewRow,
  { provider, user_identifier }: ChosenLogin,
): ConnectedAccountRow => {
  const { connect_webview_id, workspace_id, accepted_capabilities, accepted_providers } = webview;
  const isDefault = sameCapabilities(accepted_capabilities, defaultCapabilities(accepted_providers));
  const account = addConnectedAccount(world, workspace_id, {
    accepted_capabilities: isDefault ? [capabilityOfProvider(provider)] : accepted_capabilities,
    account_type: provider,
    automatically_manage_new_devices: webview.automatically_manage_new_devices,
    custom_metadata: webview.custom_metadata,
    ...(user_identifier && { user_identifier }),
    ...customerField(webview),
  });
  const eventFields = { ...accountEventFields(account), connect_webview_id };
  if (!webview.wait_for_device_creation) authorize(world, webview, account);
  writeEvent(world, 'connected_account.connected', { ...eventFields, ...customerField(webview) });
  writeEvent(world, 'connected_account.created', eventFields);
  writeEvent(world, 'connected_account.successful_login', eventFields);
  return account;
};
