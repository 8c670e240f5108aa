import type { DeviceRow } from '../rows.ts';
import type { World } from '../world.ts';

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
