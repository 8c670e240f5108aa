import type { Device, UnmanagedDevice } from '@org/seam-core';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { activeSchedule } from '../thermostats/rules.ts';
import { currentFlags } from './flags.ts';
import { connectionErrorOf } from './rules.ts';

const shownProperties = [
  'accessory_keypad',
  'battery',
  'battery_level',
  'image_alt_text',
  'image_url',
  'manufacturer',
  'model',
  'name',
  'offline_access_codes_enabled',
  'online',
  'online_access_codes_enabled',
] as const satisfies readonly (keyof UnmanagedDevice['properties'])[];

/** What a device reports only while it is online. */
const reportedOnline = ['battery', 'battery_level', 'door_open', 'locked'] as const;

/** The properties of a device now: a device that cannot be reached is offline, and what it last reported is omitted. */
const currentProperties = (world: World, { properties, ...row }: DeviceRow): DeviceRow['properties'] => {
  if (connectionErrorOf(world, { ...row, properties }) === undefined) return properties;
  const rest: Partial<DeviceRow['properties']> = { ...properties, online: false };
  for (const name of reportedOnline) delete rest[name];
  return rest as DeviceRow['properties'];
};

/** The errors of a device, with those of its account. */
const currentErrors = (
  { state }: World,
  { connected_account_id, errors }: DeviceRow,
): DeviceRow['errors'] => {
  const account = state.connectedAccounts.get(connected_account_id);
  const missing = (account?.errors ?? []).filter(
    ({ error_code }) =>
      error_code === 'account_disconnected' && !errors.some((error) => error.error_code === error_code),
  );
  if (missing.length === 0) return errors;
  return errors.concat(
    missing.map(({ created_at, message }) => ({
      created_at,
      error_code: 'account_disconnected',
      is_connected_account_error: true,
      is_device_error: false,
      message,
    })),
  );
};

/** The row of a device without what only the fake knows. */
const shownRow = ({
  customer_key: _customer,
  unlocked_at: _unlocked,
  climate_before_schedule: _before,
  override_ends_at: _until,
  confirms_lock_actions: _confirms,
  reached_set_point: _reached,
  ...row
}: DeviceRow) => row;

const pickShown = (properties: DeviceRow['properties']): UnmanagedDevice['properties'] =>
  Object.fromEntries(
    shownProperties.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]]])),
  ) as unknown as UnmanagedDevice['properties'];

/** An unmanaged device as the API shows it, with few of its properties. */
export const presentUnmanagedDevice =
  (world: World) =>
  (device: DeviceRow): UnmanagedDevice => {
    const { device_manufacturer: _, device_provider: _provider, display_name: _display, ...row } = device;
    const { nickname: _nickname, ...shown } = shownRow(row as DeviceRow);
    return {
      ...shown,
      ...currentFlags(world, device),
      errors: currentErrors(world, device),
      is_managed: false,
      properties: pickShown(currentProperties(world, device)),
    };
  };

/**
 * The properties of a managed device as the API shows them. A thermostat also has its daily programs and active
 * schedule.
 */
const presentProperties = (world: World, device: DeviceRow): DeviceRow['properties'] => {
  const properties = currentProperties(world, device);
  if (!device.capabilities_supported.includes('thermostat')) return properties;
  return {
    ...properties,
    active_thermostat_schedule: activeSchedule(world, device) ?? null,
    thermostat_daily_programs: world.state.thermostatDailyPrograms.by('device_id', device.device_id),
  };
};

/** A managed device as the API shows it, with its current spaces. */
export const presentDevice =
  (world: World) =>
  (device: DeviceRow): Device => ({
    ...shownRow(device),
    ...currentFlags(world, device),
    errors: currentErrors(world, device),
    is_managed: true,
    properties: presentProperties(world, device),
    space_ids: world.state.spaceDevices.leftsOf(device.device_id),
  });
