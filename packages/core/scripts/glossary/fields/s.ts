import type { FieldTexts } from '../field-texts.ts';

export const s: FieldTexts = {
  salto_ks_metadata: 'Details that only Salto KS has. Present only for Salto KS.',
  'AcsEncodersScanCredentialParams.salto_ks_metadata': 'Settings of the scan that only Salto KS has.',
  'AcsEncodersScanToAssignCredentialParams.salto_ks_metadata': 'Settings of the scan that only Salto KS has.',
  'ConnectedAccount.errors.salto_ks_metadata': 'Salto KS sites that caused the error.',
  'ConnectedAccount.warnings.salto_ks_metadata': 'Salto KS sites that caused the warning.',
  salto_metadata: 'Details from Salto. Use `salto_ks_metadata` instead.',
  salto_space_credential_service_metadata: 'State of the phone in the credential service of Salto Space.',
  salto_space_metadata: 'Details that only Salto Space has. Present only for Salto Space.',
  'AcsCredentialsCreateParams.salto_space_metadata': 'Settings of the credential that only Salto Space has.',
  saturday_program_id: 'Id of the daily program that runs on Saturdays. `null` for no program.',
  scenario: 'State of the card that the next scan finds.',
  'AcsEncodersSimulateNextCredentialEncodeWillSucceedParams.scenario': 'Outcome of the next encoding.',
  scheduled_at: 'Date and time at which Seam starts to program the access code on the device (ISO 8601).',
  'AcsUser.pending_mutations.scheduled_at':
    'Date and time at which Seam creates the ACS user in the access system (ISO 8601); `null` or absent where unknown.',
  schlage_metadata: 'Details from Schlage. Present only on Schlage devices.',
  'DevicesReportProviderMetadataParams.devices.schlage_metadata': 'Details to report for a Schlage device.',
  seam_bridge_metadata: 'Details of a device that Seam reaches through Seam Bridge.',
  search:
    'Text to search for in `display_name`, the location name, `custom_metadata` and ids; a part of a value is enough. Of a `device_id`, give the first 4 characters or more.',
  'AccessCodesListParams.search':
    'Text to search for in `name`, `code` and `access_code_id`; a part of a value is enough.',
  'AccessCodesUnmanagedListParams.search':
    'Text to search for in `name`, `code` and `access_code_id`; a part of a value is enough.',
  'AcsAccessGroupsListParams.search':
    'Text to search for in `name` and `acs_access_group_id`; a part of a value is enough.',
  'AcsCredentialsListParams.search':
    'Text to search for in `acs_credential_id`, `acs_user_id`, `card_number`, `code` and `display_name`; a part of a value is enough.',
  'AcsEntrancesListParams.search': 'Text to search for in `display_name`; a part of the name is enough.',
  'AcsSystemsListParams.search':
    'Text to search for in `name` and `acs_system_id`; a part of a value is enough.',
  'AcsUsersListParams.search':
    'Text to search for in `acs_user_id`, `email_address`, name and phone number, or in id, name and phone number of the user identity; a part of a value is enough.',
  'ConnectWebviewsListParams.search':
    'Text to search for in `connect_webview_id`, `customer_key`, `custom_metadata` and `accepted_providers`; a part of a value is enough.',
  'ConnectedAccountsListParams.search':
    'Text to search for in `connected_account_id`, `customer_key`, `account_type`, `custom_metadata` and the login of the account; a part of a value is enough.',
  'SpacesListParams.search':
    'Text to search for in `name`, `space_key` and `customer_key`; a part of a value is enough.',
  'UserIdentitiesListParams.search':
    'Text to search for in `user_identity_id`, `full_name`, `email_address` and `phone_number`; a part of a value is enough.',
  'UserIdentitiesUnmanagedListParams.search':
    'Text to search for in `user_identity_id`, `acs_system_id`, `full_name`, `email_address` and `phone_number`; a part of a value is enough.',
  secondary_color: 'Second color of the instant key pages.',
  secret: 'Secret to verify the signature of deliveries with. Keep it on the server.',
  selected_provider: 'Key of the provider that the user chose in the connect webview; `null` before that.',
  sensi_metadata: 'Details from Sensi. Present only on Sensi devices.',
  seos_applet_version: 'Version of the Seos applet on the simulated phone.',
  seos_tsm_endpoint_id: 'Id of the trusted service manager (TSM) endpoint of Seos for the simulated phone.',
  serial_no: 'Serial number of the tado° device.',
  serial_number: 'Serial number, as the provider reports it.',
  since: 'Returns only events after this date and time (ISO 8601). Give either this or `between`.',
  site_id: 'Id of the site at the provider.',
  site_key: 'Your own key of the site.',
  site_keys: 'Your own keys of the sites that the staff member works for.',
  site_name: 'Name of the site at the provider.',
  site_user_subscription_limit: 'How many subscribed users the Salto KS site can have.',
  sites: 'Salto KS sites that reached or almost reached the limit of subscribed users.',
  'CustomersCreatePortalParams.customer_data.sites': 'Sites to create or update for the customer.',
  'CustomersPushDataParams.sites': 'Sites to create or update for the customer.',
  smartthings_metadata: 'Details from SmartThings. Present only on SmartThings devices.',
  sound: 'Last sound reading of the Minut sensor.',
  space_id: 'Id that Seam gave the space.',
  'AccessGrantsListParams.space_id': 'Id of a space. Returns only access grants that give access to it.',
  'AccessMethodsListParams.space_id':
    'Id of a space. Returns only its access methods. Needs `access_grant_id`, `access_grant_key` or `acs_entrance_id` as well.',
  'AccessMethodsUnmanagedListParams.space_id': 'Id of a space. Returns only its unmanaged access methods.',
  'AcsEntrancesListParams.space_id': 'Id of a space. Returns only entrances in it.',
  'ConnectedAccountsListParams.space_id': 'Id of a space. Returns only its connected accounts.',
  'DevicesListParams.space_id': 'Id of a space. Returns only devices in it.',
  'DevicesUnmanagedListParams.space_id': 'Id of a space. Returns only devices in it.',
  'EventsListParams.space_id': 'Id of a space. Returns only events about it.',
  'LocksListParams.space_id': 'Id of a space. Returns only locks in it.',
  'NoiseSensorsListParams.space_id': 'Id of a space. Returns only noise sensors in it.',
  'ThermostatsListParams.space_id': 'Id of a space. Returns only thermostats in it.',
  space_ids: 'Ids of the spaces that it is in.',
  'AccessGrant.space_ids': 'Ids of the spaces that the access grant gives access to.',
  'AccessGrantsCreateParams.space_ids':
    'Ids of spaces to give access to, that is to all of their devices and entrances. The spaces must exist.',
  'EventsListParams.space_ids': 'Ids of spaces, at most 100. Returns only events about them.',
  'SpacesGetRelatedParams.space_ids': 'Ids of the spaces to get with what belongs to them.',
  'UnmanagedAccessGrant.space_ids': 'Ids of the spaces that the access grant gives access to.',
  space_key: 'Your own key of the space, unique in the workspace.',
  'SpacesListParams.space_key': 'Returns only the space with this key.',
  space_keys: 'Your own keys of the spaces that this entry concerns.',
  'AccessGrantsCreateParams.space_keys': 'Your own keys of spaces to give access to. The spaces must exist.',
  'CustomersDeleteDataParams.space_keys': 'Your own keys of the spaces to delete.',
  'SpacesGetRelatedParams.space_keys': 'Your own keys of the spaces to get with what belongs to them.',
  'staff_members.space_keys': 'Your own keys of the spaces that the staff member works in.',
  spaces: 'Spaces that are related to what you asked for. Absent where they are not included.',
  'CustomersCreatePortalParams.customer_data.spaces': 'Spaces to create or update for the customer.',
  'CustomersPushDataParams.spaces': 'Spaces to create or update for the customer.',
  staff_member_key: 'Your own key of the staff member.',
  staff_member_keys: 'Your own keys of the staff members to delete.',
  staff_members: 'Staff members to create or update for the customer.',
  stand_open: 'Whether keys can put the door into stand-open mode in Vostio.',
  start_date_recurrence_rule:
    'Dates on which the time frame can start, as an iCalendar RRULE such as `FREQ=WEEKLY;BYDAY=MO`. If absent, every date is allowed.',
  start_time: 'Time of day at which the time frame starts, as `HH:MM` in the `time_zone` of the option.',
  starts_at: 'Time at which access starts, ISO 8601. `null` or absent: no start is set.',
  'AccessCode.starts_at':
    'Time at which the code starts to work, ISO 8601. `null` or absent for an ongoing code.',
  'AccessCodesCreateMultipleParams.starts_at':
    'Time at which the codes start to work, ISO 8601. Omit it, and `ends_at`, for ongoing codes.',
  'AccessCodesCreateParams.starts_at':
    'Time at which the code starts to work, ISO 8601. Omit it, and `ends_at`, for an ongoing code.',
  'AccessCodesUpdateMultipleParams.starts_at':
    'New time at which the codes start to work, ISO 8601. Omit it to keep the current one.',
  'AccessCodesUpdateParams.starts_at':
    'New time at which the code starts to work, ISO 8601. Omit it to keep the current one.',
  'AccessGrant.starts_at': 'Time at which access starts, ISO 8601.',
  'AccessGrantsCreateParams.starts_at': 'Time at which access starts, ISO 8601.',
  'AccessGrantsUpdateParams.starts_at':
    'New time at which access starts, ISO 8601. Omit it to keep the current one.',
  'AcsUsersCreateParams.access_schedule.starts_at':
    'Time at which the access schedule starts, ISO 8601. If omitted, it starts now.',
  'SeamEvent.starts_at': 'New time at which the access grant starts, ISO 8601.',
  'ThermostatSchedule.starts_at': 'Time at which the schedule starts, ISO 8601.',
  'ThermostatsSchedulesCreateParams.starts_at': 'Time at which the schedule starts, ISO 8601.',
  'ThermostatsSchedulesUpdateParams.starts_at':
    'New time at which the schedule starts, ISO 8601. Omit it to keep the current one.',
  'UnmanagedAccessCode.starts_at':
    'Time at which the code starts to work, ISO 8601. `null` or absent for an ongoing code.',
  'UnmanagedAccessGrant.starts_at': 'Time at which access starts, ISO 8601.',
  'access_schedule.starts_at': 'Time at which the access schedule starts, ISO 8601.',
  'active_thermostat_schedule.starts_at': 'Time at which the schedule started, ISO 8601.',
  'from.starts_at': 'Start of the access before the change, ISO 8601. `null` if there was none.',
  'to.starts_at': 'Start of the access after the change, ISO 8601. `null` if there is none.',
  starts_at_time: 'Time of day at which the period starts, as `HH:MM:SS`, such as `07:30:00`.',
  starts_daily_at:
    'Time of day from which the threshold applies, with the time zone in brackets, such as `20:00:00[America/Los_Angeles]`.',
  status: 'State of the action attempt: `pending`, `success` or `error`.',
  'AccessCode.status':
    'State of the access code: `setting` while it is programmed, `set` when it works, `removing` while it is removed, `unset` when it is not on the device, or `unknown`.',
  'ConnectWebview.status':
    'State of the connect webview: `pending` until the user finishes, `authorized` after a successful login, or `failed`.',
  'UnmanagedAccessCode.status':
    'State of the access code: `set` when it works on the device; `unset` when the provider has it but the device does not accept it.',
  'battery.status': 'State of charge, from `critical` and `low` to `good` and `full`.',
  status_type: 'Type of the status in KeyNest.',
  stay_id: 'Id of the stay in dormakaba Oracode.',
  subscribed_site_user_count: 'How many users of the Salto KS site are subscribed.',
  subscription_plan: 'Subscription plan in KeyNest.',
  success_message: 'Message at the end of a connect webview. `null` means no message of your own.',
  sunday_program_id: 'Id of the daily program that runs on Sundays. `null` for no program.',
  supported_code_lengths: 'Numbers of digits that an access code on the device can have.',
  'AccessCodesReportDeviceConstraintsParams.supported_code_lengths':
    'Numbers of digits, from 4 to 20, that the device accepts. Give either this or `min_code_length` with `max_code_length`.',
  supports_accessory_keypad:
    'Whether an accessory keypad can be connected. Use `can_connect_accessory_keypad` of `properties.model` instead.',
  supports_backup_access_code_pool: 'Whether Seam can keep backup access codes ready on the device.',
  supports_offline_access_codes:
    'Whether the device supports offline access codes. Use `can_program_offline_access_codes` of the device instead.',
  system_id: 'Id that ASSA ABLOY gave the hotel when licensing Visionline.',
  system_type: 'Kind of access system. Use `external_type` instead.',
  system_type_display_name:
    'Kind of access system, as people know it. Use `external_type_display_name` instead.',
};
