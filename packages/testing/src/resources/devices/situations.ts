import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { writeEvent } from '../events/write-event.ts';
import { battery, batteryStatus } from './models/device-model.ts';
import { patchProperties } from './record.ts';
import { deviceEventFields, deviceIssueFields } from './rules.ts';

type WarningCode = DeviceRow['warnings'][number]['warning_code'];

const warnings = {
  third_party_integration_detected: 'A third-party integration interferes with Seam.',
  device_has_flaky_connection: 'The connection of the device is flaky.',
  privacy_mode: 'The lock is in privacy mode.',
} as const satisfies Partial<Record<WarningCode, string>>;

/** Starts or ends a warning. Returns the changed device; `undefined` when nothing changed. */
export const setWarning = (
  { state, clock }: World,
  device: DeviceRow,
  { warning_code, isActive }: { readonly warning_code: keyof typeof warnings; readonly isActive: boolean },
): DeviceRow | undefined => {
  const others = device.warnings.filter((warning) => warning.warning_code !== warning_code);
  const wasActive = others.length < device.warnings.length;
  if (wasActive === isActive) return undefined;
  const warning = { warning_code, message: warnings[warning_code], created_at: clock.timestamp() };
  return state.devices.patch(device.device_id, { warnings: isActive ? [...others, warning] : others });
};

const low = 0.3;

/** Sets the battery level, and writes the events of a new status and of a low battery. */
export const setBattery = (world: World, device: DeviceRow, battery_level: number): void => {
  const before = device.properties.battery;
  const battery_status = batteryStatus(battery_level);
  patchProperties(world, device.device_id, battery(battery_level));
  const eventFields = deviceEventFields(world, device);
  if (before?.status !== battery_status)
    writeEvent(world, 'device.battery_status_changed', { ...eventFields, battery_level, battery_status });
  if (battery_level < low && (before?.level ?? 1) >= low)
    writeEvent(world, 'device.low_battery', { ...eventFields, battery_level });
};

/** Connects or disconnects the accessory keypad, and writes the event. */
export const setAccessoryKeypad = (world: World, device: DeviceRow, is_connected: boolean): void => {
  const { accessory_keypad } = device.properties;
  if (accessory_keypad?.is_connected === is_connected) return;
  patchProperties(world, device.device_id, { accessory_keypad: { ...accessory_keypad, is_connected } });
  const eventFields = deviceEventFields(world, device);
  if (is_connected) writeEvent(world, 'device.accessory_keypad_connected', eventFields);
  else
    writeEvent(world, 'device.accessory_keypad_disconnected', {
      ...eventFields,
      ...deviceIssueFields(world, device),
    });
};
