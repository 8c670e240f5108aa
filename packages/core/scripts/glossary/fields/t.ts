import type { FieldTexts } from '../field-texts.ts';

export const t: FieldTexts = {
  tado_metadata: 'Details from tado°. Present only on tado° devices.',
  tedee_metadata: 'Details from Tedee. Present only on Tedee devices.',
  temperature: 'Last temperature reading of the Minut sensor.',
  temperature_celsius: 'Measured temperature in degrees Celsius.',
  'ThermostatsSimulateTemperatureReachedParams.temperature_celsius':
    'Temperature that the thermostat reaches, in degrees Celsius. Give this or `temperature_fahrenheit`.',
  temperature_fahrenheit: 'Measured temperature in degrees Fahrenheit.',
  'ThermostatsSimulateTemperatureReachedParams.temperature_fahrenheit':
    'Temperature that the thermostat reaches, in degrees Fahrenheit. Give this or `temperature_celsius`.',
  temperature_threshold:
    'Temperature limits of the thermostat. Seam sends an event when the temperature leaves them.',
  tenant_key: 'Your own key of the tenant.',
  tenant_keys: 'Your own keys of the tenants to delete.',
  tenants: 'Tenants to create or update for the customer.',
  thermostat_daily_program_id: 'Id of the daily program.',
  thermostat_daily_program_period_precision_minutes:
    'Step in minutes at which periods of a daily program can start, counted from the full hour. With 15, they start at :00, :15, :30 or :45.',
  thermostat_daily_programs: 'Daily programs of the thermostat.',
  thermostat_schedule_id: 'Id that Seam gave the thermostat schedule.',
  'SeamEvent.thermostat_schedule_id':
    'Id of the thermostat schedule that activated the climate preset; `null` where no schedule did.',
  thermostat_weekly_program: 'Which daily program runs on each weekday; `null` where none is set.',
  thursday_program_id: 'Id of the daily program that runs on Thursdays. `null` for no program.',
  time: 'Time of the reading, as the provider reports it.',
  time_pairs:
    'Pairs of start and end time to choose from. Choose one whole pair. Excludes `matching_start_end_time`.',
  time_zone: 'IANA time zone, such as `Europe/Paris`; `null` where none is set.',
  'AcsSystem.location.time_zone':
    'IANA time zone of the access system, such as `Europe/Paris`; `null` where unknown.',
  'ConnectedAccount.time_zone': 'IANA time zone from the settings of the connector, such as `Europe/Paris`.',
  'location.time_zone': 'IANA time zone of the place of the device, such as `Europe/Paris`.',
  'offline_time_frame_options.time_zone':
    'IANA time zone of the times and dates of the option. Absent where the option restricts neither.',
  'omnitec_metadata.time_zone':
    'IANA time zone of the Omnitec device, such as `Europe/Paris`. Time-bound access codes follow it, with daylight saving time. `null` where none is set.',
  'online_time_frame_options.time_zone':
    'IANA time zone of the times and dates of the option. Absent where the option restricts neither.',
  timezone: 'Time zone of the place of the device. Use `time_zone` instead.',
  timezone_raw_offset_ms: 'Offset of the lock clock from UTC in milliseconds, without daylight saving time.',
  'ttlock_metadata.timezone_raw_offset_ms':
    'Offset from UTC set on the lock, in milliseconds, positive to the east. The lock reads times of codes with it; Seam does not. `null` where unknown.',
  title: 'Title of the confirmation dialog. Omit it for the standard title.',
  to: 'Values after the change.',
  'SeamEvent.changed_properties.to': 'Value after the change. `null` if there is none.',
  'SeamEvent.requested_mutations.to':
    'Values after the requested change. The keys depend on `mutation_code`. Absent if the change concerns no values, such as `deleting`.',
  'modified_fields.to': 'Value after the change. `null` if there is none.',
  token: 'Token of the client session. Pass it to your frontend, which calls Seam with it.',
  ttlock_metadata: 'Details from TTLock. Present only on TTLock devices.',
  tuesday_program_id: 'Id of the daily program that runs on Tuesdays. `null` for no program.',
  two_n_metadata: 'Details from 2N. Present only on 2N devices.',
  type: '`time_bound` for an access code that is valid from `starts_at` to `ends_at`, `ongoing` for one that is valid until it is removed.',
  'AccessCodesUpdateParams.type':
    'New type of the access code. `ongoing` turns a time-bound code into a permanent one.',
  'error.type': 'Code that names the kind of error. Branch on it, not on the message.',
};
