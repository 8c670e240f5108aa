import type { FieldTexts } from '../field-texts.ts';

export const n: FieldTexts = {
  name: 'Name to show to people.',
  'AccessCode.name':
    'Name of the access code in Seam; `null` where none is set. The lock or its app can show a different name, because providers limit length and characters.',
  'AccessCodesCreateMultipleParams.name': 'Name that each of the new access codes gets in Seam.',
  'AccessCodesCreateParams.name':
    'Name of the access code in Seam. The lock or its app can show a different name, because providers limit length and characters.',
  'AccessCodesSimulateCreateUnmanagedAccessCodeParams.name': 'Name that the simulated access code gets.',
  'AccessCodesUpdateMultipleParams.name':
    'New name for all access codes with this `common_code_key`. Omit it to keep the names.',
  'AccessCodesUpdateParams.name': 'New name of the access code in Seam. Omit it to keep the name.',
  'AccessGrant.name':
    'Name of the access grant; `null` where none is set. `display_name` always has a value.',
  'AccessGrantsCreateParams.location.name': 'Name for the location that the call creates.',
  'AccessGrantsCreateParams.name': 'Name for the access grant; if omitted, Seam composes the `display_name`.',
  'AccessGrantsUpdateParams.name':
    'New name of the access grant. Omit it to keep the name; `null` removes it.',
  'AcsSystem.name': 'Name of the access system.',
  'Device.properties.name': 'Name to show for the device. Use the `display_name` of the device instead.',
  'DevicesGetParams.name': 'Name of the device to find. Use it where you do not have the `device_id`.',
  'DevicesUnmanagedGetParams.name':
    'Name of the unmanaged device to find. Use it where you do not have the `device_id`.',
  'DevicesUpdateParams.name': 'New name of the device in Seam. Omit it to keep the name; `null` removes it.',
  'DevicesUpdateParams.properties.name':
    'New name of the device in Seam. Omit it to keep the name; `null` removes it.',
  'LocksGetParams.name': 'Name of the lock to find. Use it where you do not have the `device_id`.',
  'ThermostatDailyProgram.name': 'Name of the daily program; `null` where none is set.',
  'ThermostatSchedule.name': 'Name of the schedule; `null` where none is set.',
  'ThermostatsCreateClimatePresetParams.name':
    'Name for the climate preset. Omit it or pass `null` for none.',
  'ThermostatsUpdateClimatePresetParams.name':
    'New name of the climate preset. Omit it to keep the name; `null` removes it.',
  'UnmanagedAccessCode.name': 'Name of the access code at the provider; `null` where it has none.',
  'UnmanagedAccessGrant.name': 'Name of the access grant; `null` where none is set.',
  'UnmanagedDevice.properties.name': 'Name of the device at the provider.',
  'Workspace.name': 'Name of the workspace, as the Seam Console shows it.',
  'WorkspacesCreateParams.name': 'Name for the new workspace.',
  'WorkspacesUpdateParams.name': 'New name of the workspace. Omit it to keep the name.',
  'active_thermostat_schedule.name': 'Name of the schedule; `null` where none is set.',
  'appearance.name': 'Name of the device in the API and the app of the provider. Seam cannot change it.',
  'available_climate_presets.name': 'Name of the climate preset; `null` where none is set.',
  'current_climate_setting.name': 'Name of the climate preset; `null` where none is set.',
  'default_climate_setting.name': 'Name of the climate preset; `null` where none is set.',
  'from.name': 'Name before the change; `null` where there was none.',
  'predefined_time_slots.name': 'Name of the time slot in dormakaba Oracode.',
  'seam_bridge_metadata.name': 'Name of the device in Seam Bridge.',
  'thermostat_daily_programs.name': 'Name of the daily program; `null` where none is set.',
  'to.name': 'Name after the change; `null` where there is none.',
  navigation_mode:
    'How much navigation the portal shows. With `restricted`, it hides the navigation, which suits an embedded deep link.',
  nest_device_id: 'Id of the device in Google Nest.',
  nest_metadata: 'Details from Google Nest. Present only on Nest devices.',
  new_code: 'PIN code that was assigned in place of `original_code`.',
  next_page_cursor:
    'Cursor of the next page. Pass it as `page_cursor` with the same other parameters. `null` on the last page.',
  next_page_url: 'URL of the next page; `null` on the last page. The client uses `next_page_cursor` instead.',
  nfc_capability: 'Whether the simulated phone supports near-field communication (NFC).',
  nickname: 'Name that you gave the device in Seam. Absent where none is set.',
  noise_level_decibel: 'Noise level that NoiseAware reports, in decibels.',
  noise_level_decibels: 'Measured noise level in decibels. Absent where the device does not report it.',
  noise_level_nrs: 'Measured noise level as a Noise Risk Score (NRS), the scale of NoiseAware.',
  noise_threshold: 'Noise threshold that the action created or updated.',
  noise_threshold_decibels: 'Noise level in decibels above which the threshold is exceeded.',
  noise_threshold_id: 'Id of the noise threshold.',
  'SeamEvent.noise_threshold_id': 'Id of the noise threshold that was exceeded.',
  noise_threshold_name: 'Name of the noise threshold that was exceeded.',
  noise_threshold_nrs:
    'Level above which the threshold is exceeded, as a Noise Risk Score (NRS). Only for NoiseAware sensors.',
  noiseaware_metadata: 'Details from NoiseAware. Present only on NoiseAware devices.',
  'SeamEvent.noiseaware_metadata':
    'Details of the noise event as NoiseAware reported them. Present only for NoiseAware devices.',
  nuki_metadata: 'Details from Nuki. Present only on Nuki devices.',
  number_of_issued_cards: 'How many cards Visionline has issued for the credential.',
};
