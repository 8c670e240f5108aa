import type { devices, Handlers } from '@org/seam-core';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';
import { writeEvent } from '../events/write-event.ts';
import { requireSandbox } from '../shared/checks.ts';
import { disconnectDevice, reconnectDevice } from './connection.ts';
import { requireFlag } from './flags.ts';
import type { DeviceFlag } from './models/device-model.ts';
import { deviceEventFields, deviceIssueFields } from './rules.ts';

const subscriptionRequired = 'subscription_required';

/** Starts or ends the error of an expired subscription. */
const setSubscription = (world: World, device: DeviceRow, isExpired: boolean): void => {
  const others = device.errors.filter((error) => error.error_code !== subscriptionRequired);
  const wasExpired = others.length < device.errors.length;
  if (wasExpired === isExpired) return;
  const eventFields = deviceEventFields(world, device);
  if (!isExpired) {
    world.state.devices.patch(device.device_id, { errors: others });
    writeEvent(world, 'device.error.subscription_required.resolved', eventFields);
    return;
  }
  const created_at = world.clock.timestamp();
  const message = 'The subscription of the device has expired.';
  const changed = world.state.devices.patch(device.device_id, {
    errors: [...others, { error_code: subscriptionRequired, message, created_at, is_device_error: true }],
  });
  writeEvent(world, 'device.error.subscription_required', {
    ...eventFields,
    ...deviceIssueFields(world, changed ?? device),
  });
};

/** Finds a device of a sandbox. @throws SeamApiError when Seam does not simulate this for the device */
const requireSimulated = (context: WorldContext, device_id: string, flag: DeviceFlag): DeviceRow => {
  requireSandbox(context);
  const device = context.world.state.devices.require(device_id, context.workspace_id);
  requireFlag(device, flag);
  return device;
};

export const devicesSimulate: Handlers<typeof devices.simulate, WorldContext> = {
  connect: ({ device_id }, context) =>
    reconnectDevice(context.world, requireSimulated(context, device_id, 'can_simulate_connection'), [
      'device_disconnected',
      'device_offline',
      'device_removed',
    ]),

  connectToHub: ({ device_id }, context) =>
    reconnectDevice(context.world, requireSimulated(context, device_id, 'can_simulate_hub_connection'), [
      'hub_disconnected',
    ]),

  disconnect: ({ device_id }, context) =>
    disconnectDevice(
      context.world,
      requireSimulated(context, device_id, 'can_simulate_disconnection'),
      'device_disconnected',
    ),

  disconnectFromHub: ({ device_id }, context) =>
    disconnectDevice(
      context.world,
      requireSimulated(context, device_id, 'can_simulate_hub_disconnection'),
      'hub_disconnected',
    ),

  paidSubscription: ({ device_id, is_expired }, context) =>
    setSubscription(
      context.world,
      requireSimulated(context, device_id, 'can_simulate_paid_subscription'),
      is_expired,
    ),

  remove: ({ device_id }, context) =>
    disconnectDevice(
      context.world,
      requireSimulated(context, device_id, 'can_simulate_removal'),
      'device_removed',
    ),
};
