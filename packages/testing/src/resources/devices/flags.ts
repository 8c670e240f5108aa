import { apiError } from '@org/seam-server';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { type DeviceFlag, type DeviceFlags, simulated } from './models/device-model.ts';

const hasError = ({ errors }: DeviceRow, ...codes: readonly string[]): boolean =>
  errors.some(({ error_code }) => codes.includes(error_code));

type Flags = { -readonly [TFlag in DeviceFlag]?: boolean | undefined };

const sandboxFlags: readonly DeviceFlag[] = [
  'can_simulate_hub_connection',
  'can_simulate_hub_disconnection',
  'can_simulate_paid_subscription',
  ...(Object.keys(simulated) as DeviceFlag[]),
];

/**
 * The flags of a device that differ from the stored ones now. A flag is `false` while its device cannot do what its model
 * can: unlock without its hub, program codes without its keypad. The flags of simulations exist in sandboxes only.
 */
export const currentFlags = ({ state }: World, device: DeviceRow): DeviceFlags => {
  const changed: Flags = {};
  const turnOff = (flag: DeviceFlag): void => {
    if (device[flag] !== undefined) changed[flag] = false;
  };
  const { accessory_keypad, model, online } = device.properties;
  const isHubGone = hasError(device, 'hub_disconnected', 'bridge_disconnected');
  const isRemoved = hasError(device, 'device_removed');
  if (isHubGone) {
    turnOff('can_remotely_lock');
    turnOff('can_remotely_unlock');
  }
  if (accessory_keypad?.is_connected === false && model.has_built_in_keypad !== true) {
    turnOff('can_program_online_access_codes');
    turnOff('can_unlock_with_code');
  }
  turnOff(isHubGone ? 'can_simulate_hub_disconnection' : 'can_simulate_hub_connection');
  turnOff(online && !isRemoved ? 'can_simulate_connection' : 'can_simulate_disconnection');
  if (isRemoved) turnOff('can_simulate_removal');
  const isSandbox = state.workspaces.get(device.workspace_id)?.is_sandbox === true;
  if (!isSandbox) for (const flag of sandboxFlags) changed[flag] = undefined;
  return changed;
};

/**
 * Checks that a device has an ability.
 * @throws SeamApiError 400 `not_supported` when the flag of the device is `false` or absent
 */
export const requireFlag = (device: DeviceRow, flag: DeviceFlag): void => {
  if (device[flag] === true) return;
  throw apiError('not_supported', {
    message: `The device does not support this: ${flag} is ${device[flag] === false ? 'false' : 'absent'}.`,
    data: { device_id: device.device_id },
  });
};
