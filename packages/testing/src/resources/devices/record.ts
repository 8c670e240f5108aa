import type { UnmanagedDevice } from '@org/seam-core';
import { notedErrors, notedWarnings } from '../../events/write-event.ts';
import type { DeviceRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';
import { someConnectedAccount } from '../connected-accounts/record.ts';

type Metadata = Readonly<Record<string, string | boolean>>;

const given = <TName extends string>(name: TName, metadata: Metadata = {}) =>
  (Object.keys(metadata).length > 0 ? { [name]: metadata } : {}) as { readonly [K in TName]?: Metadata };

/** What every event about a device says of it: whose it is, and the metadata that it and its account have. */
export const aboutDevice = ({ state }: World, device: DeviceRow) => {
  const { device_id, connected_account_id, workspace_id, customer_key, custom_metadata } = device;
  return {
    workspace_id,
    device_id,
    connected_account_id,
    ...given('device_custom_metadata', custom_metadata),
    ...given(
      'connected_account_custom_metadata',
      state.connectedAccounts.get(connected_account_id)?.custom_metadata,
    ),
    ...(customer_key === undefined ? {} : { customer_key }),
  };
};

/** Whether a device keeps backup access codes ready: it can, unless it says otherwise, and that is switched on. */
export const hasBackupPool = ({ properties }: DeviceRow): boolean => {
  const { supports_backup_access_code_pool: canDoSo, backup_access_code_pool_enabled: isOn } = properties;
  return canDoSo !== false && (isOn ?? canDoSo) === true;
};

/** What is wrong with a device and with its account, for the events that tell of a failure. */
export const issuesOfDevice = ({ state }: World, device: DeviceRow) => {
  const account = state.connectedAccounts.get(device.connected_account_id);
  return {
    device_errors: notedErrors(device.errors),
    device_warnings: notedWarnings(device.warnings),
    connected_account_errors: notedErrors(account?.errors),
    connected_account_warnings: notedWarnings(account?.warnings),
  };
};

/** What a device may be given when it is added. `name` stands wherever the API repeats it. */
export type DeviceOverrides = Partial<DeviceRow> & { readonly name?: string };

/** Adds a lock, managed unless said otherwise, to a workspace. */
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
    connected_account_id: overrides.connected_account_id ?? someConnectedAccount(world, workspace_id),
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

/** An unmanaged device as the API shows it: little of what it is and does. */
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
