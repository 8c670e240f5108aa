import { apiError } from '@org/seam-server';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';

type Capability = DeviceRow['capabilities_supported'][number];

/**
 * The device of the caller's workspace, to be told something: it is managed, and it can what it is told.
 * @throws SeamApiError 404 when there is no such device, 400 when it cannot be told
 */
export const requireControllable = (
  { world, workspace_id }: WorldContext,
  device_id: string,
  capability: Capability,
): DeviceRow => {
  const device = world.state.devices.require(device_id, workspace_id);
  const data = { device_id };
  if (!device.is_managed) throw apiError('device_unmanaged', { data });
  if (!device.capabilities_supported.includes(capability))
    throw apiError('not_supported', { message: `The device does not support: ${capability}.`, data });
  return device;
};

const cutOff = new Set<string>([
  'account_disconnected',
  'bridge_disconnected',
  'device_disconnected',
  'device_offline',
  'device_removed',
  'hub_disconnected',
]);

/** The error because of which nothing can be sent to a device; `undefined` when it can be reached. */
export const whyUnreachable = ({ state }: World, device: DeviceRow): string | undefined => {
  const { errors = [] } = state.connectedAccounts.get(device.connected_account_id) ?? {};
  const found = [...device.errors, ...errors].find(({ error_code }) => cutOff.has(error_code));
  return found?.error_code ?? (device.properties.online ? undefined : 'device_disconnected');
};
