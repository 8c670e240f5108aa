import type { Device, UnmanagedDevice } from '@org/seam-core';
import type { ConnectedAccountRow, DeviceRow } from '../../fake/rows.ts';
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
const currentProperties = (world: World, device: DeviceRow): DeviceRow['properties'] => {
  if (connectionErrorOf(world, device) === undefined) return device.properties;
  const rest: Partial<DeviceRow['properties']> = { ...device.properties, online: false };
  for (const name of reportedOnline) delete rest[name];
  return rest as DeviceRow['properties'];
};

/** The errors of a device, with those of its account. */
const currentErrors = (
  { errors }: DeviceRow,
  account: ConnectedAccountRow | undefined,
): DeviceRow['errors'] => {
  const error = account?.errors.find(({ error_code }) => error_code === 'account_disconnected');
  if (!error || errors.some(({ error_code }) => error_code === error.error_code)) return errors;
  const { created_at, message } = error;
  return errors.concat({
    created_at,
    error_code: 'account_disconnected',
    is_connected_account_error: true,
    is_device_error: false,
    message,
  });
};

type Shown = Omit<
  DeviceRow,
  | 'climate_before_schedule'
  | 'confirms_lock_actions'
  | 'customer_key'
  | 'override_ends_at'
  | 'reached_set_point'
  | 'unlocked_at'
>;

/** What a device shows, and what else it follows from. */
interface Presentation {
  readonly account: ConnectedAccountRow | undefined;
  readonly isSandbox: boolean;
  readonly shown: Shown;
}

/** Rows are immutable: what a row shows changes with its account and its workspace only. */
const presentations = new WeakMap<DeviceRow, Presentation>();

/** A device without what only the fake knows, with its flags, errors and properties now. */
const shownDevice = (world: World, device: DeviceRow): Shown => {
  const account = world.state.connectedAccounts.get(device.connected_account_id);
  const isSandbox = world.state.workspaces.get(device.workspace_id)?.is_sandbox === true;
  const known = presentations.get(device);
  if (known?.account === account && known?.isSandbox === isSandbox) return known.shown;
  const {
    climate_before_schedule: _before,
    confirms_lock_actions: _confirms,
    customer_key: _customer,
    override_ends_at: _until,
    reached_set_point: _reached,
    unlocked_at: _unlocked,
    ...row
  } = device;
  const shown = {
    ...row,
    ...currentFlags(world, device),
    errors: currentErrors(device, account),
    properties: currentProperties(world, device),
  };
  presentations.set(device, { account, isSandbox, shown });
  return shown;
};

const pickShown = (properties: DeviceRow['properties']): UnmanagedDevice['properties'] =>
  Object.fromEntries(
    shownProperties.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]]])),
  ) as unknown as UnmanagedDevice['properties'];

/** An unmanaged device as the API shows it, with few of its properties. */
export const presentUnmanagedDevice =
  (world: World) =>
  (device: DeviceRow): UnmanagedDevice => {
    const {
      device_manufacturer: _manufacturer,
      device_provider: _provider,
      display_name: _display,
      nickname: _nickname,
      ...shown
    } = shownDevice(world, device);
    return { ...shown, is_managed: false, properties: pickShown(shown.properties) };
  };

/** The daily programs and the active schedule of a thermostat, which its properties repeat. */
const climateProperties = (world: World, device: DeviceRow): Partial<DeviceRow['properties']> => ({
  active_thermostat_schedule: activeSchedule(world, device) ?? null,
  thermostat_daily_programs: world.state.thermostatDailyPrograms.by('device_id', device.device_id),
});

/**
 * A device as the API shows it, with its current spaces. The documented type has managed devices only, but what a person can
 * open includes unmanaged ones: they say so.
 */
export const presentDevice =
  (world: World) =>
  (device: DeviceRow): Device => {
    const shown = shownDevice(world, device);
    return {
      ...shown,
      is_managed: device.is_managed as true,
      properties: device.capabilities_supported.includes('thermostat')
        ? { ...shown.properties, ...climateProperties(world, device) }
        : shown.properties,
      space_ids: world.state.spaceDevices.leftsOf(device.device_id),
    };
  };
