import type { devices, Handlers } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { DeviceRow } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';
import { requireSandbox } from '../shared/refusals.ts';
import { cutOffDevice, reconnectDevice, setSubscription } from './changes.ts';

const withHub = ['august_lock', 'igloohome_lock', 'ttlock_lock'];

/** The device of a sandbox, if the simulation has devices of its type. */
const simulated = (
  context: WorldContext,
  device_id: string,
  types: readonly string[] | undefined,
): DeviceRow => {
  requireSandbox(context);
  const device = context.world.state.devices.require(device_id, context.workspace_id);
  if (types && !types.includes(device.device_type))
    throw apiError('not_supported', {
      message: `This is simulated for ${types.join(', ')} only.`,
      data: { device_id },
    });
  return device;
};

export const devicesSimulate: Handlers<typeof devices.simulate, WorldContext> = {
  connect: ({ device_id }, context) =>
    reconnectDevice(context.world, simulated(context, device_id, undefined), [
      'device_disconnected',
      'device_offline',
      'device_removed',
    ]),

  connectToHub: ({ device_id }, context) =>
    reconnectDevice(context.world, simulated(context, device_id, withHub), ['hub_disconnected']),

  disconnect: ({ device_id }, context) =>
    cutOffDevice(context.world, simulated(context, device_id, undefined), 'device_disconnected'),

  disconnectFromHub: ({ device_id }, context) =>
    cutOffDevice(context.world, simulated(context, device_id, withHub), 'hub_disconnected'),

  paidSubscription: ({ device_id, is_expired }, context) =>
    setSubscription(context.world, simulated(context, device_id, ['nuki_lock']), is_expired),

  remove: ({ device_id }, context) =>
    cutOffDevice(context.world, simulated(context, device_id, undefined), 'device_removed'),
};
