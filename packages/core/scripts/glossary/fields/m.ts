import type { FieldTexts } from '../field-texts.ts';

export const m: FieldTexts = {
  manage: 'Settings of the manage feature, which covers devices, reservations and staff.',
  'landing_page.manage': 'Record that the portal opens with, named by one of your own keys.',
  manage_devices: 'Settings of the former feature for devices. Use `manage` instead.',
  managed_access_code_id:
    'Id of the managed access code that has the same code on the device. Absent if Seam cannot tell which one it is.',
  manual_override_allowed:
    'Whether the settings may be changed at the thermostat or through the API. Use `is_override_allowed` of the thermostat schedule instead.',
  manufacturer: 'Key of the manufacturer, such as `august`, `salto` or `yale`.',
  'DevicesListParams.manufacturer': 'Returns only devices of this manufacturer.',
  'DevicesUnmanagedListParams.manufacturer': 'Returns only devices of this manufacturer.',
  'LocksListParams.manufacturer': 'Returns only locks of this manufacturer.',
  'NoiseSensorsListParams.manufacturer': 'Returns only noise sensors of this manufacturer.',
  'ThermostatsListParams.manufacturer': 'Returns only thermostats of this manufacturer.',
  manufacturer_display_name: 'Name of the manufacturer, to show to people.',
  matching_start_end_time:
    '`true` if access must start and end at the same time of day, whichever that is. Never together with `time_pairs`.',
  max_active_access_code_count: 'How many active access codes the device holds at most.',
  max_active_codes_supported: 'How many active access codes the device holds at most. Absent if unknown.',
  max_code_length:
    'Largest number of digits of a code, 4 to 20. Give it with `min_code_length`, or give `supported_code_lengths`.',
  max_cooling_set_point_celsius: 'Highest cooling set point that the thermostat accepts, in degrees Celsius.',
  max_cooling_set_point_fahrenheit:
    'Highest cooling set point that the thermostat accepts, in degrees Fahrenheit.',
  max_duration:
    'Longest duration that the option allows, as an ISO 8601 duration such as `PT672H`. Absent: no limit.',
  max_heating_set_point_celsius: 'Highest heating set point that the thermostat accepts, in degrees Celsius.',
  max_heating_set_point_fahrenheit:
    'Highest heating set point that the thermostat accepts, in degrees Fahrenheit.',
  max_length: 'Largest number of characters in the name of an access code. Absent: no limit.',
  max_override_period_minutes:
    'Minutes after the start of the scheduled preset in which the settings may be changed. `null`: until another preset becomes active.',
  max_thermostat_daily_program_periods_per_day:
    'How many periods a daily program of the thermostat has at most.',
  max_time_rounding:
    'How far Seam may round the start and end of an offline access code: `1hour` or `1h`, `1day` or `1d`. `1d` gives a code that is valid for whole days.',
  max_unique_climate_presets_per_thermostat_weekly_program:
    'How many different climate presets a weekly program of the thermostat uses at most.',
  max_use_count: 'How many times the instant key can be used. Omitted: once.',
  message: 'Text for people about the error or warning. Branch on its code instead.',
  'ActionAttempt.error.message': 'Text for people about the failure of the action. Branch on `type` instead.',
  'SeamEvent.reason.message': 'Text for people about the denied access. Branch on `reason_code` instead.',
  'errors.message':
    'Text for people about the error, often with a way to fix it. Branch on `error_code` instead.',
  'failed_devices.message': 'Text for people about the failed revocation. Branch on `error_code` instead.',
  'pending_mutations.message': 'Text for people about the change. Branch on `mutation_code` instead.',
  'warnings.message':
    'Text for people about the warning, often with a way to fix it. Branch on `warning_code` instead.',
  method:
    'How it was done. Locks: `keycode`, `manual` (by hand), `remote`, `card`, `automatic` or `unknown`. Thermostats: `seam` (API, CLI or Console) or `external`.',
  min_code_length:
    'Smallest number of digits of a code, 4 to 20. Give it with `max_code_length`, or give `supported_code_lengths`.',
  min_cooling_set_point_celsius: 'Lowest cooling set point that the thermostat accepts, in degrees Celsius.',
  min_cooling_set_point_fahrenheit:
    'Lowest cooling set point that the thermostat accepts, in degrees Fahrenheit.',
  min_duration:
    'Shortest duration that the option allows, as an ISO 8601 duration such as `PT1H`. Absent: no limit.',
  min_heating_cooling_delta_celsius:
    'Smallest distance between the cooling and the heating set point in mode `heat_cool`, in degrees Celsius.',
  min_heating_cooling_delta_fahrenheit:
    'Smallest distance between the cooling and the heating set point in mode `heat_cool`, in degrees Fahrenheit.',
  min_heating_set_point_celsius: 'Lowest heating set point that the thermostat accepts, in degrees Celsius.',
  min_heating_set_point_fahrenheit:
    'Lowest heating set point that the thermostat accepts, in degrees Fahrenheit.',
  min_length: 'Smallest number of characters in the name of an access code. Absent: no limit.',
  minut_metadata: 'Minut details of the device. Only on Minut sensors.',
  'SeamEvent.minut_metadata': 'Details of the event from Minut. Only for Minut sensors.',
  misconfigured_acs_entrance_ids: 'Ids of the entrances that the warning concerns.',
  missing_device_ids: 'Ids of the devices that did not get a requested access method. Absent if not known.',
  mobile_access_uuid:
    'Keyset of the Visionline readers. Mobile keys work only at readers that have the same keyset.',
  mode: 'Kind of access: `code` (PIN code), `card`, `mobile_key` (key in a phone) or `cloud_key` (remote unlock).',
  model: 'Model of the device at the provider.',
  'Device.properties.model': 'Model of the device: names to show to people, and its keypads.',
  'UnmanagedDevice.properties.model': 'Model of the device: names to show to people, and its keypads.',
  model_code: 'Code of the model at Korelock.',
  model_number: 'Number of the model at Kwikset.',
  modified_fields: 'Fields that were changed outside of Seam, each with the value before and after.',
  monday_program_id: 'Id of the daily program that runs on Mondays. `null` for no program.',
  motion_sub_type:
    'What moved in front of the camera: `human`, `vehicle`, `package` or `other`. Absent if unknown.',
  mutation_code: 'Kind of change that Seam has not completed yet, such as `creating` or `updating_code`.',
  'requested_mutations.mutation_code': 'Kind of the requested change, such as `updating_name` or `deleting`.',
};
