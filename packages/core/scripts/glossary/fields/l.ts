import type { FieldTexts } from '../field-texts.ts';

export const l: FieldTexts = {
  lan_address:
    'IP address or host name of the Visionline server in the local network, as Seam Bridge reaches it.',
  landing_page: 'Page that the portal opens with.',
  last_movement: 'Time of the last movement of the key at KeyNest.',
  last_successful_sync_at:
    'Time of the last completed sync of the ACS user, ISO 8601. `null` before the first.',
  latch_metadata: 'Latch details of the entrance. Only on entrances of Latch systems.',
  latest_desired_state_synced_with_provider_at:
    'Time of the last sync of the credential to the provider, ISO 8601. `null` or absent if never.',
  latest_sensor_values: 'Latest readings of the Minut sensor, each with its time.',
  latitude: 'Latitude in decimal degrees.',
  left_open_alarm: 'Whether the alarm for a door left open is on.',
  level: 'Charge of the battery, from 0 (empty) to 1 (full).',
  'keypad_battery.level': 'Charge of the keypad battery.',
  limit: 'Largest number of items to return. On lists with pages, the largest number on one page.',
  listing_key: 'Your own key for the listing.',
  'landing_page.manage.listing_key': 'Opens the portal at the listing with this key.',
  listing_keys: 'Your own keys of the listings that the record applies to.',
  'CustomersDeleteDataParams.listing_keys': 'Your own keys of the listings to delete.',
  'staff_members.listing_keys': 'Your own keys of the listings that the staff member works for.',
  listings: 'Listings to create or update for the customer.',
  locale: 'Language and region of the portal, such as `de-DE`.',
  location: 'Place of the device.',
  'AccessGrantsCreateParams.location':
    'Devices and entrances to create a location from. Create a space and use `space_ids` instead.',
  'AcsSystem.location': 'Place of the access system, with its time zone.',
  location_id: 'Returns only what belongs to this location. Use `space_id` instead.',
  'korelock_metadata.location_id':
    'Id of the location at Korelock. Time-bound access codes need it. `null` or absent if unknown.',
  'smartthings_metadata.location_id': 'Id of the location at SmartThings.',
  location_ids: 'Ids of the locations of the access grant. Use `space_ids` instead.',
  location_name: 'Name of the place where the device is.',
  lock_alias: 'Alias that the operator gave the lock at Omnitec.',
  'ttlock_metadata.lock_alias': 'Alias of the lock at TTLock.',
  lock_command: 'Whether the TTLock lock can be locked by a command.',
  lock_id: 'Id of the lock at the provider.',
  lock_mac: 'Bluetooth MAC address of the Omnitec lock.',
  lock_name: 'Name of the lock at the provider.',
  lock_type: 'Type of the lock in Salto KS.',
  locked: 'Whether the lock is locked at the moment. Absent if unknown.',
  locked_state: 'State of the lock, in the terms of Salto KS.',
  locker_status_hardlock: 'State of the hard lock, as a number that Wyze defines.',
  lockly_metadata: 'Lockly details of the device. Only on Lockly devices.',
  login_successful: 'Whether the user has logged in at the provider with this connect webview.',
  logo_shape: 'Shape of the logo in connect webviews. `null`: no shape is chosen.',
  'Workspace.connect_webview_customization.logo_shape':
    'Shape of the logo in connect webviews. Absent if none is chosen.',
  logo_url: 'URL of the logo on the instant key.',
  longitude: 'Longitude in decimal degrees.',
  lower_limit_celsius:
    'Temperature, in degrees Celsius, below which Seam reports an exceeded threshold. `null`: no lower limit.',
  'ThermostatsSetTemperatureThresholdParams.lower_limit_celsius':
    'Temperature, in degrees Celsius, below which Seam reports an exceeded threshold. Give this or `lower_limit_fahrenheit`. `null`: no lower limit.',
  lower_limit_fahrenheit:
    'Temperature, in degrees Fahrenheit, below which Seam reports an exceeded threshold. `null`: no lower limit.',
  'ThermostatsSetTemperatureThresholdParams.lower_limit_fahrenheit':
    'Temperature, in degrees Fahrenheit, below which Seam reports an exceeded threshold. Give this or `lower_limit_celsius`. `null`: no lower limit.',
};
