import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { resumeAccessCodes } from '../access-codes/sync.ts';
import { writeEvent } from '../events/write-event.ts';
import { connectionErrorOf, deviceEventFields, deviceIssueFields } from './rules.ts';

/** An error that disconnects a device, independent of its account. */
export type ConnectionError = 'device_disconnected' | 'device_removed' | 'hub_disconnected';

const connectionMessages: Readonly<Record<ConnectionError, string>> = {
  device_disconnected: 'The device does not respond.',
  device_removed: 'The device was removed from its account.',
  hub_disconnected: 'The hub of the device does not respond.',
};

/** Disconnects a device. Does nothing when it already has the error. */
export const disconnectDevice = (world: World, device: DeviceRow, error_code: ConnectionError): void => {
  if (device.errors.some((error) => error.error_code === error_code)) return;
  const created_at = world.clock.timestamp();
  const changed = world.state.devices.patch(device.device_id, {
    errors: [
      ...device.errors,
      { error_code, message: connectionMessages[error_code], created_at, is_device_error: true },
    ],
    properties: { ...device.properties, online: false },
  });
  const eventFields = deviceEventFields(world, device);
  if (error_code === 'device_removed') writeEvent(world, 'device.removed', eventFields);
  else if (device.properties.online)
    writeEvent(world, device.is_managed ? 'device.disconnected' : 'device.unmanaged.disconnected', {
      ...eventFields,
      ...deviceIssueFields(world, changed ?? device),
      error_code,
    });
};

/** Removes connection errors from a device. Without further errors, it is online and its pending changes continue. */
export const reconnectDevice = (
  world: World,
  device: DeviceRow,
  errorCodes: readonly DeviceRow['errors'][number]['error_code'][],
): void => {
  const { device_id, is_managed, properties } = device;
  const errors = device.errors.filter(({ error_code }) => !errorCodes.includes(error_code));
  const online = connectionErrorOf(world, { ...device, errors, properties: { ...properties, online: true } });
  const isOnline = online === undefined;
  world.state.devices.patch(device_id, { errors, properties: { ...properties, online: isOnline } });
  const eventFields = deviceEventFields(world, device);
  const wasRemoved = device.errors.some(({ error_code }) => error_code === 'device_removed');
  if (wasRemoved && errorCodes.includes('device_removed')) writeEvent(world, 'device.added', eventFields);
  if (!isOnline || properties.online) return;
  writeEvent(world, is_managed ? 'device.connected' : 'device.unmanaged.connected', eventFields);
  resumeAccessCodes(world, device_id);
};
