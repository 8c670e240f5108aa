import type { ConnectedAccountRow, DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { connectAcsSystem, disconnectAcsSystem } from '../acs/systems/connection.ts';
import { deviceEventFields, deviceIssueFields } from '../devices/rules.ts';
import { reconnectDevice } from '../devices/connection.ts';
import { eventErrors, eventWarnings, writeEvent } from '../events/write-event.ts';
import { accountEventFields } from './record.ts';

const error_code = 'account_disconnected';
const message = 'The provider no longer accepts the login.';
const warning_code = 'account_reauthorization_requested';

/** Whether the provider of an account no longer accepts its login. */
export const isDisconnected = ({ errors }: ConnectedAccountRow): boolean =>
  errors.some((error) => error.error_code === error_code);

/** Whether an account needs a new login, now or soon. */
export const needsLogin = (account: ConnectedAccountRow): boolean =>
  isDisconnected(account) || account.warnings.some((warning) => warning.warning_code === warning_code);

const accountIssueFields = (account: ConnectedAccountRow) => ({
  ...accountEventFields(account),
  connected_account_errors: eventErrors(account.errors),
  connected_account_warnings: eventWarnings(account.warnings),
});

const disconnectDevice = (world: World, device: DeviceRow): void => {
  // The sync after an earlier reconnection has not ended.
  if (device.errors.some((error) => error.error_code === error_code)) return;
  const created_at = world.clock.timestamp();
  const changed = world.state.devices.patch(device.device_id, {
    errors: [
      ...device.errors,
      { error_code, message, created_at, is_connected_account_error: true, is_device_error: false },
    ],
    properties: { ...device.properties, online: false },
  });
  if (!device.properties.online) return;
  writeEvent(world, device.is_managed ? 'device.disconnected' : 'device.unmanaged.disconnected', {
    ...deviceEventFields(world, device),
    ...deviceIssueFields(world, changed ?? device),
    error_code,
  });
};

/**
 * Disconnects an account: the account, its devices and its access systems get an error. Does nothing when it is
 * disconnected already.
 */
export const disconnectAccount = (world: World, account: ConnectedAccountRow): void => {
  const { connectedAccounts, devices, acsSystems } = world.state;
  const { connected_account_id } = account;
  if (isDisconnected(account)) return;
  // It would end the next reconnection too early.
  world.queue.remove(
    ({ name, args }) => name === 'finish_reconnection' && args.connected_account_id === connected_account_id,
  );
  const created_at = world.clock.timestamp();
  const changed =
    connectedAccounts.patch(connected_account_id, {
      errors: [...account.errors, { error_code, message, created_at, is_connected_account_error: true }],
    }) ?? account;
  writeEvent(world, 'connected_account.disconnected', accountIssueFields(changed));
  for (const device of devices.by('connected_account_id', connected_account_id))
    disconnectDevice(world, device);
  for (const system of acsSystems.by('connected_account_id', connected_account_id))
    disconnectAcsSystem(world, system, { error_code, message });
};

/** Asks for a new login to an account, which stays connected until then. */
export const requestReauthorization = (world: World, account: ConnectedAccountRow): void => {
  if (needsLogin(account)) return;
  const created_at = world.clock.timestamp();
  const changed = world.state.connectedAccounts.patch(account.connected_account_id, {
    warnings: [
      ...account.warnings,
      { warning_code, message: 'The provider asks for a new login, with a new connect webview.', created_at },
    ],
  });
  writeEvent(world, 'connected_account.reauthorization_requested', accountIssueFields(changed ?? account));
};

/** The first sync after a reconnection: the devices and access systems are available again. */
export const finishReconnection = (
  world: World,
  { connected_account_id }: { connected_account_id: string },
): void => {
  const { connectedAccounts, devices, acsSystems } = world.state;
  const account = connectedAccounts.get(connected_account_id);
  if (!account || isDisconnected(account)) return;
  for (const device of devices.by('connected_account_id', connected_account_id))
    reconnectDevice(world, device, [error_code]);
  for (const system of acsSystems.by('connected_account_id', connected_account_id))
    connectAcsSystem(world, system, [error_code]);
  world.syncAccount(connected_account_id);
  writeEvent(world, 'connected_account.completed_first_sync_after_reconnection', accountEventFields(account));
};

/**
 * Takes a new login to an account: it no longer needs one. If it was disconnected, it is connected, and its devices are
 * when `first_sync_ms` have passed.
 */
export const reconnectAccount = (
  world: World,
  account: ConnectedAccountRow,
  fields: { readonly connect_webview_id?: string } = {},
): void => {
  const { connected_account_id, customer_key } = account;
  world.state.connectedAccounts.patch(connected_account_id, {
    errors: account.errors.filter((error) => error.error_code !== error_code),
    warnings: account.warnings.filter((warning) => warning.warning_code !== warning_code),
  });
  if (!isDisconnected(account)) return;
  writeEvent(world, 'connected_account.connected', {
    ...accountEventFields(account),
    ...(customer_key === undefined ? {} : { customer_key }),
    ...fields,
  });
  world.after(world.assumptions.first_sync_ms, {
    name: 'finish_reconnection',
    args: { connected_account_id },
  });
};
