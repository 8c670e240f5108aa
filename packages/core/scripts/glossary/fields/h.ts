import type { FieldTexts } from '../field-texts.ts';

export const h: FieldTexts = {
  handover_method: 'How the key is handed over at KeyNest. `null` if unknown.',
  has_active_endpoint: 'Whether the phone has an active endpoint in the ASSA ABLOY Credential Service.',
  has_active_phone: 'Whether an active phone exists in the Salto Space credential service.',
  has_built_in_keypad: 'Whether the device itself has a keypad. A separate keypad is an accessory keypad.',
  has_custom_pin_subscription:
    'Whether the Salto KS subscription of the site includes PIN codes of your own choice.',
  has_direct_power: 'Whether the device is wired to a power supply.',
  has_gateway: 'Whether the lock has a gateway, which remote operations need.',
  has_keypad: 'Whether the August lock has a keypad.',
  has_native_entry_events: 'Whether the device itself reports entry events.',
  has_next_page: 'Whether more results follow. Get them with `next_page_cursor` as `page_cursor`.',
  has_photo: 'Whether KeyNest has a photo for the key.',
  hce_capability: 'Whether the simulated phone supports host card emulation (HCE).',
  heating_set_point_celsius:
    'Temperature below which the thermostat heats, in degrees Celsius. Absent or omitted: not set.',
  'ThermostatsHeatCoolParams.heating_set_point_celsius':
    'Temperature below which the thermostat heats, in degrees Celsius. Give this or `heating_set_point_fahrenheit`.',
  'ThermostatsHeatParams.heating_set_point_celsius':
    'Temperature below which the thermostat heats, in degrees Celsius. Give this or `heating_set_point_fahrenheit`.',
  'ThermostatsSetHvacModeParams.heating_set_point_celsius':
    'Temperature below which the thermostat heats, in degrees Celsius. Give this or `heating_set_point_fahrenheit`.',
  'ThermostatsSimulateHvacModeAdjustedParams.heating_set_point_celsius':
    'Heating set point to simulate, in degrees Celsius. Give this or `heating_set_point_fahrenheit`.',
  heating_set_point_fahrenheit:
    'Temperature below which the thermostat heats, in degrees Fahrenheit. Absent or omitted: not set.',
  'ThermostatsHeatCoolParams.heating_set_point_fahrenheit':
    'Temperature below which the thermostat heats, in degrees Fahrenheit. Give this or `heating_set_point_celsius`.',
  'ThermostatsHeatParams.heating_set_point_fahrenheit':
    'Temperature below which the thermostat heats, in degrees Fahrenheit. Give this or `heating_set_point_celsius`.',
  'ThermostatsSetHvacModeParams.heating_set_point_fahrenheit':
    'Temperature below which the thermostat heats, in degrees Fahrenheit. Give this or `heating_set_point_celsius`.',
  'ThermostatsSimulateHvacModeAdjustedParams.heating_set_point_fahrenheit':
    'Heating set point to simulate, in degrees Fahrenheit. Give this or `heating_set_point_celsius`.',
  hid_acs_system_id: 'Id of the HID access system that is associated with the ACS user.',
  honeywell_resideo_device_id: 'Id of the thermostat at Honeywell Resideo.',
  honeywell_resideo_metadata:
    'Honeywell Resideo details of the device. Only on Honeywell Resideo thermostats.',
  hotek_metadata: 'Hotek details of the entrance. Only on entrances of Hotek systems.',
  'acs_encoders.hotek_metadata': 'Hotek details that identify the encoder.',
  'acs_entrances.hotek_metadata':
    'Hotek details that identify the entrance: the number of the room or common area.',
  house_id: 'Id of the house in August that the lock belongs to.',
  house_name: 'Name of the house in August that the lock belongs to.',
  humidity: 'Latest humidity reading of the Minut sensor, with its time.',
  hvac_mode: 'HVAC mode to simulate: `off`, `heat`, `cool` or `heat_cool`.',
  hvac_mode_setting:
    'HVAC mode: `off`, `heat`, `cool`, `heat_cool` (switches between both) or `eco` (the eco mode of Google Nest).',
};
