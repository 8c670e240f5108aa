import { apiError } from '@org/seam-server';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { eventErrors, eventWarnings } from '../events/write-event.ts';

type Metadata = Readonly<Record<string, string | boolean>>;

const metadataField = <TName extends string>(name: TName, metadata: Metadata = {}) =>
  (Object.keys(metadata).length > 0 ? { [name]: metadata } : {}) as { readonly [K in TName]?: Metadata };

/** The fields that all events of a device have, with the custom metadata of the device and its account. */
export const deviceEventFields = ({ state }: World, device: DeviceRow) => {
  const { device_id, connected_account_id, workspace_id, custom_metadata } = device;
  const account = state.connectedAccounts.get(connected_account_id);
  const customer_key = device.customer_key ?? account?.customer_key;
  return {
    workspace_id,
    device_id,
    connected_account_id,
    ...metadataField('device_custom_metadata', custom_metadata),
    ...metadataField('connected_account_custom_metadata', account?.custom_metadata),
    ...(customer_key === undefined ? {} : { customer_key }),
  };
};

/** The issues of a device and its account, for events that report a failure. */
export const deviceIssueFields = ({ state }: World, device: DeviceRow) => {
  const account = state.connectedAccounts.get(device.connected_account_id);
  return {
    device_errors: eventErrors(device.errors),
    device_warnings: eventWarnings(device.warnings),
    connected_account_errors: eventErrors(account?.errors),
    connected_account_warnings: eventWarnings(account?.warnings),
  };
};

type Capability = DeviceRow['capabilities_supported'][number];

/**
 * Finds a managed device of the caller's workspace that has a capability.
 * @throws SeamApiError 404 when there is no such device; 400 when it is unmanaged or lacks the capability
 */
export const requireCapableDevice = (
  { world, workspace_id }: WorldContext,
  device_id: string,
  capability: Capability,
): DeviceRow => {
  const device = world.state.devices.require(device_id, workspace_id);
  const data = { device_id };
  if (!device.is_managed) throw apiError('device_unmanaged', { data });
  if (!device.capabilities_supported.includes(capability))
    throw apiError('not_supported', { message: `The device does not support ${capability}.`, data });
  return device;
};

/** Whether the endpoints of locks handle a device. */
export const isManagedLock = ({ is_managed, capabilities_supported }: DeviceRow): boolean =>
  is_managed && capabilities_supported.includes('lock');

const connectionErrors = new Set<string>([
  'account_disconnected',
  'bridge_disconnected',
  'device_disconnected',
  'device_offline',
  'device_removed',
  'hub_disconnected',
]);

/** The error code of the reason why a device cannot be reached; `undefined` when it can be reached. */
export const connectionErrorOf = ({ state }: World, device: DeviceRow): string | undefined => {
  const { errors = [] } = state.connectedAccounts.get(device.connected_account_id) ?? {};
  const isConnection = ({ error_code }: { readonly error_code: string }) => connectionErrors.has(error_code);
  const found = device.errors.find(isConnection) ?? errors.find(isConnection);
  return found?.error_code ?? (device.properties.online ? undefined : 'device_disconnected');
};
