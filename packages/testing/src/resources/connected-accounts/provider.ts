import { SeamConfigError } from '@org/seam-core';
import { describeValue } from '@org/seam-core/internal';
import { checkOverrides } from '../../fake/known-overrides.ts';
import { checkNewId } from '../../fake/new-id.ts';
import type { ConnectedAccountRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import type { DeviceOverrides } from '../devices/record.ts';
import { disconnectAccount, reconnectAccount, requestReauthorization } from './connection.ts';

/** What happens in accounts without a request to Seam. */
export interface AccountProvider {
  /**
   * Makes a provider no longer accept the login of an account, as after a change of the password. The account, its devices and
   * its access systems get the error `account_disconnected`. A login in a connect webview connects the account again.
   * @throws SeamConfigError when there is no such account
   */
  disconnectAccount(connected_account_id: string): void;
  /**
   * Makes a provider accept the login of a disconnected account again. Its devices and access systems are connected after
   * `assumptions.first_sync_ms`. Does nothing when the account is connected.
   * @throws SeamConfigError when there is no such account
   */
  reconnectAccount(connected_account_id: string): void;
  /**
   * Makes a provider ask for a new login to an account, which gets the warning `account_reauthorization_requested` and stays
   * connected.
   * @throws SeamConfigError when there is no such account
   */
  requestReauthorization(connected_account_id: string): void;
  /**
   * Adds a device in the provider's app. Seam finds it after `assumptions.provider_sync_ms`, or with a sync of the account. It
   * is managed if `automatically_manage_new_devices` is set, and not found unless the account accepts its capabilities.
   * @param overrides the fields of the device, which is a lock by default
   * @returns the id that the device gets
   * @throws SeamConfigError when there is no such account, an override is unknown or the `device_id` is used already
   */
  addDevice(connected_account_id: string, overrides?: DeviceOverrides): string;
  /**
   * Removes a device in the provider's app. It gets the error `device_removed` after `assumptions.provider_sync_ms`, or with a
   * sync of its account.
   * @throws SeamConfigError when there is no such device
   */
  removeDevice(device_id: string): void;
}

const requireAccount = ({ state }: World, member: string, id: string): ConnectedAccountRow => {
  const account = state.connectedAccounts.get(id);
  if (!account)
    throw new SeamConfigError(
      `provider.${member}(): there is no connected account with the id ${describeValue(id)}.`,
    );
  return account;
};

/** The provider's side of accounts, and of the devices in them. */
export const accountProvider = (world: World): AccountProvider => ({
  disconnectAccount: (id) => disconnectAccount(world, requireAccount(world, 'disconnectAccount', id)),

  reconnectAccount: (id) => reconnectAccount(world, requireAccount(world, 'reconnectAccount', id)),

  requestReauthorization: (id) =>
    requestReauthorization(world, requireAccount(world, 'requestReauthorization', id)),

  addDevice: (id, overrides = {}) => {
    const { connected_account_id } = requireAccount(world, 'addDevice', id);
    checkOverrides('device', overrides);
    const device_id = overrides.device_id ?? world.ids.next('device');
    checkNewId(world, world.state.devices, { member: 'addDevice', id: device_id });
    world.discover(connected_account_id, {
      name: 'find_device',
      args: { connected_account_id, device: { ...overrides, device_id } },
    });
    return device_id;
  },

  removeDevice: (id) => {
    const device = world.state.devices.get(id);
    if (!device)
      throw new SeamConfigError(
        `provider.removeDevice(): there is no device with the id ${describeValue(id)}.`,
      );
    const { device_id, connected_account_id } = device;
    world.discover(connected_account_id, { name: 'lose_device', args: { device_id } });
  },
});
