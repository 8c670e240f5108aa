import { latestMoment } from '../../fake/moment.ts';
import type { ConnectedAccountRow, DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { deviceModels, deviceTypeOfProvider, findModel } from '../devices/models/find-model.ts';
import { addDevice, type DeviceOverrides } from '../devices/record.ts';
import { deviceEventFields } from '../devices/rules.ts';
import { disconnectDevice } from '../devices/connection.ts';
import { writeEvent } from '../events/write-event.ts';
import { capabilityOfDevice } from './capabilities.ts';

const accepts = (
  { accepted_capabilities }: ConnectedAccountRow,
  capabilities: readonly string[],
): boolean => {
  const kind = capabilityOfDevice(capabilities);
  if (kind === undefined || accepted_capabilities.includes(kind)) return true;
  return kind === 'lock' && accepted_capabilities.includes('access_control');
};

/** The type of a device that is not named: the first of the account's provider that the account accepts. */
const usualType = (account: ConnectedAccountRow): DeviceRow['device_type'] => {
  const { account_type = '' } = account;
  const found = Object.entries(deviceModels).find(
    ([, { provider, capabilities }]) => provider === account_type && accepts(account, capabilities),
  );
  return found?.[0] ?? deviceTypeOfProvider(account_type);
};

/** Adds a device that was found in an account, and writes its events. */
const importDevice = (world: World, account: ConnectedAccountRow, overrides: DeviceOverrides): void => {
  const { connected_account_id, workspace_id, customer_key } = account;
  const device = addDevice(world, workspace_id, {
    is_managed: account.automatically_manage_new_devices,
    ...(customer_key === undefined ? {} : { customer_key }),
    ...overrides,
    connected_account_id,
  });
  const eventFields = deviceEventFields(world, device);
  const { online } = device.properties;
  if (device.is_managed) {
    if (online) writeEvent(world, 'device.connected', eventFields);
    writeEvent(world, 'device.added', eventFields);
  } else if (online) writeEvent(world, 'device.unmanaged.connected', eventFields);
};

interface FoundDevice {
  readonly connected_account_id: string;
  readonly device: DeviceOverrides;
}

/** Finds a device that was added to an account. One of a kind that the account does not accept is found once it does. */
export const findDevice = (world: World, { connected_account_id, device }: FoundDevice): void => {
  const account = world.state.connectedAccounts.get(connected_account_id);
  if (!account) return;
  const { device_type = usualType(account) } = device;
  if (accepts(account, device.capabilities_supported ?? findModel(device_type).capabilities))
    importDevice(world, account, { ...device, device_type });
  else
    world.queue.add({
      due: latestMoment + 1,
      name: 'find_device',
      args: { connected_account_id, device },
      connected_account_id,
    });
};

/** Finds that a device was removed from its account. */
export const loseDevice = (world: World, { device_id }: { readonly device_id: string }): void => {
  const device = world.state.devices.get(device_id);
  if (device) disconnectDevice(world, device, 'device_removed');
};
