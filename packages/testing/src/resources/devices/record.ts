import type { Device, UnmanagedDevice } from '@org/seam-core';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { deleteAccessCode } from '../access-codes/record.ts';
import { ensureConnectedAccount } from '../connected-accounts/record.ts';
import { writeEvent } from '../events/write-event.ts';
import { activeSchedule } from '../thermostats/rules.ts';
import { deviceEventFields } from './rules.ts';

/** The fields of an added device. `name` is used wherever the API repeats the name. */
export type DeviceOverrides = Partial<DeviceRow> & { readonly name?: string };

/** Adds a lock to a workspace. It is managed unless the overrides state otherwise. */
export const addDevice = (
  world: World,
  workspace_id: string,
  { name = 'Lock', ...overrides }: DeviceOverrides = {},
): DeviceRow =>
  world.state.devices.insert({
    device_id: world.ids.next('device'),
    device_type: 'august_lock',
    display_name: name,
    capabilities_supported: ['access_code', 'lock'],
    connected_account_id: overrides.connected_account_id ?? ensureConnectedAccount(world, workspace_id),
    created_at: world.clock.timestamp(),
    custom_metadata: {},
    can_remotely_lock: true,
    can_remotely_unlock: true,
    is_managed: true,
    properties: {
      appearance: { name },
      model: { display_name: 'Lock', manufacturer_display_name: 'August' },
      name,
      online: true,
      locked: true,
    },
    errors: [],
    warnings: [],
    workspace_id,
    ...overrides,
  });

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

const propertiesOf = ({ properties }: Pick<DeviceRow, 'properties'>): UnmanagedDevice['properties'] =>
  Object.fromEntries(
    shownProperties.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]]])),
  ) as unknown as UnmanagedDevice['properties'];

/** An unmanaged device as the API shows it, with few of its properties. */
export const presentUnmanagedDevice = ({
  customer_key: _customer,
  unlocked_at: _unlocked,
  climate_before_schedule: _before,
  override_ends_at: _until,
  device_manufacturer: _manufacturer,
  device_provider: _provider,
  display_name: _display,
  nickname: _nickname,
  ...row
}: DeviceRow): UnmanagedDevice => ({ ...row, is_managed: false, properties: propertiesOf(row) });

/**
 * The properties of a managed device as the API shows them. A thermostat also has its daily programs and active
 * schedule.
 */
const presentProperties = (world: World, device: DeviceRow): DeviceRow['properties'] =>
  device.capabilities_supported.includes('thermostat')
    ? {
        ...device.properties,
        active_thermostat_schedule: activeSchedule(world, device) ?? null,
        thermostat_daily_programs: world.state.thermostatDailyPrograms.by('device_id', device.device_id),
      }
    : device.properties;

/** A managed device as the API shows it, with its current spaces. */
export const presentDevice =
  (world: World) =>
  ({
    customer_key: _customer,
    unlocked_at: _unlocked,
    climate_before_schedule: _before,
    override_ends_at: _until,
    ...row
  }: DeviceRow): Device => ({
    ...row,
    is_managed: true,
    properties: presentProperties(world, row),
    space_ids: world.state.spaceDevices.leftsOf(row.device_id),
  });

/** Changes the given properties of a device. */
export const patchProperties = (
  { state }: World,
  device_id: string,
  changes: Partial<DeviceRow['properties']>,
): void => {
  const device = state.devices.get(device_id);
  if (device) state.devices.patch(device_id, { properties: { ...device.properties, ...changes } });
};

/** Deletes a device with its access codes, noise thresholds, schedules, daily programs and access. */
export const deleteDevice = (world: World, device: DeviceRow): void => {
  const { state } = world;
  const { device_id, display_name } = device;
  const eventFields = deviceEventFields(world, device);
  for (const code of state.accessCodes.by('device_id', device_id)) deleteAccessCode(world, code);
  for (const { noise_threshold_id } of state.noiseThresholds.by('device_id', device_id))
    state.noiseThresholds.delete(noise_threshold_id);
  for (const { thermostat_schedule_id } of state.thermostatSchedules.by('device_id', device_id))
    state.thermostatSchedules.delete(thermostat_schedule_id);
  for (const { thermostat_daily_program_id } of state.thermostatDailyPrograms.by('device_id', device_id))
    state.thermostatDailyPrograms.delete(thermostat_daily_program_id);
  for (const links of [state.deviceAccess, state.grantDevices, state.grantExceptions, state.spaceDevices])
    links.deleteRight(device_id);
  state.devices.delete(device_id);
  writeEvent(world, 'device.deleted', { ...eventFields, device_name: display_name });
};
