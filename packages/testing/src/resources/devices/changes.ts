import { writeEvent } from '../../events/write-event.ts';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { resumeAccessCodes } from '../access-codes/request-mutation.ts';
import { aboutDevice, issuesOfDevice } from './record.ts';
import { whyUnreachable } from './rules.ts';

/** What cuts a device off by itself, apart from its account. */
type ConnectionError = 'device_disconnected' | 'device_removed' | 'hub_disconnected';

const messages: Readonly<Record<ConnectionError, string>> = {
  device_disconnected: 'The device does not answer.',
  device_removed: 'The device was taken out of its account.',
  hub_disconnected: 'The hub of the device does not answer.',
};

/** Cuts a device off. One that is cut off for that reason already stays as it is. */
export const cutOffDevice = (world: World, device: DeviceRow, error_code: ConnectionError): void => {
  if (device.errors.some((error) => error.error_code === error_code)) return;
  const created_at = world.clock.timestamp();
  const changed = world.state.devices.patch(device.device_id, {
    errors: [
      ...device.errors,
      { error_code, message: messages[error_code], created_at, is_device_error: true },
    ],
    properties: { ...device.properties, online: false },
  });
  const about = aboutDevice(world, device);
  if (error_code === 'device_removed') writeEvent(world, 'device.removed', about);
  else if (device.properties.online)
    writeEvent(world, device.is_managed ? 'device.disconnected' : 'device.unmanaged.disconnected', {
      ...about,
      ...issuesOfDevice(world, changed ?? device),
      error_code,
    });
};

/** Ends what has cut a device off. If nothing else does, it is online, and is told what it has missed. */
export const reconnectDevice = (
  world: World,
  device: DeviceRow,
  ended: readonly DeviceRow['errors'][number]['error_code'][],
): void => {
  const { device_id, is_managed, properties } = device;
  const errors = device.errors.filter(({ error_code }) => !ended.includes(error_code));
  const online = whyUnreachable(world, { ...device, errors, properties: { ...properties, online: true } });
  const isOnline = online === undefined;
  world.state.devices.patch(device_id, { errors, properties: { ...properties, online: isOnline } });
  const about = aboutDevice(world, device);
  const wasRemoved = device.errors.some(({ error_code }) => error_code === 'device_removed');
  if (wasRemoved && ended.includes('device_removed')) writeEvent(world, 'device.added', about);
  if (!isOnline || properties.online) return;
  writeEvent(world, is_managed ? 'device.connected' : 'device.unmanaged.connected', about);
  resumeAccessCodes(world, device_id);
};

/** Changes some of a device's properties and leaves the others. */
export const patchProperties = (
  { state }: World,
  device_id: string,
  changes: Partial<DeviceRow['properties']>,
): void => {
  const device = state.devices.get(device_id);
  if (device) state.devices.patch(device_id, { properties: { ...device.properties, ...changes } });
};

const error_code = 'subscription_required';

/** Lets the subscription that a device needs end, or begin again. */
export const setSubscription = (world: World, device: DeviceRow, isExpired: boolean): void => {
  const others = device.errors.filter((error) => error.error_code !== error_code);
  const wasExpired = others.length < device.errors.length;
  if (wasExpired === isExpired) return;
  const about = aboutDevice(world, device);
  if (!isExpired) {
    world.state.devices.patch(device.device_id, { errors: others });
    writeEvent(world, 'device.error.subscription_required.resolved', about);
    return;
  }
  const created_at = world.clock.timestamp();
  const message = 'The subscription of the device has expired.';
  const changed = world.state.devices.patch(device.device_id, {
    errors: [...others, { error_code, message, created_at, is_device_error: true }],
  });
  writeEvent(world, 'device.error.subscription_required', {
    ...about,
    ...issuesOfDevice(world, changed ?? device),
  });
};
