import type { UnmanagedDevice } from '@org/seam-core';
import type { DeviceRow } from '../rows.ts';

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
