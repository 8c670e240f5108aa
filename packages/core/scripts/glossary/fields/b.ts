import type { FieldTexts } from '../field-texts.ts';

export const b: FieldTexts = {
  backup_access_code_id: 'Id of the backup access code that replaces the original one.',
  backup_access_code_pool_enabled:
    'Whether Seam keeps spare access codes on the device, to replace one that fails.',
  'DevicesUpdateParams.backup_access_code_pool_enabled':
    'Whether Seam keeps spare access codes on the device. `false` removes them, except for codes that are already in use.',
  battery:
    'Charge of the battery as a level from 0 to 1 and as a status. Absent when the device reports none.',
  battery_level: 'Charge of the battery, from 0 (empty) to 1 (full).',
  'salto_ks_metadata.battery_level':
    'Charge of the battery in the terms of Salto KS. A string, not a number from 0 to 1.',
  'salto_metadata.battery_level':
    'Charge of the battery in the terms of Salto. A string, not a number from 0 to 1.',
  battery_status:
    'Charge of the battery as a word, derived from `battery_level`. `critical` means that the battery is almost empty.',
  behavior_when_code_cannot_be_shared:
    'What happens when the devices cannot all take the same PIN code. `throw` creates nothing; `create_random_code` gives a random code to the devices that cannot.',
  between: 'Start and end of the period to list, both excluded. Required unless you pass `since`.',
  ble_capability: 'Whether the simulated phone has Bluetooth Low Energy.',
  body: 'Text of the confirmation dialog. `{count}` stands for the number of devices that become managed.',
  booking_key: 'Your own key for the booking.',
  'manage.booking_key': 'Opens the portal at the booking with this key.',
  booking_keys: 'Your own keys of the bookings to delete.',
  bookings: 'Bookings to create or update for the customer.',
  bridge_id: 'Id of the bridge that connects the device to the network, as assigned by the provider.',
  bridge_name: 'Name of the bridge that connects the device to the network.',
  brivo_metadata: 'Details that only Brivo has. Absent for other devices and systems.',
  building_key: 'Your own key for the building.',
  'manage.building_key': 'Opens the portal at the building with this key.',
  building_keys: 'Your own keys of the buildings that this entry concerns.',
  'CustomersDeleteDataParams.building_keys': 'Your own keys of the buildings to delete.',
  'staff_members.building_keys': 'Your own keys of the buildings that the staff member works in.',
  buildings: 'Buildings to create or update for the customer.',
};
