import type { FieldTexts } from '../field-texts.ts';

export const c: FieldTexts = {
  can_belong_to_reservation: 'Whether access grants with a `reservation_key` can include this entrance.',
  can_configure_auto_lock: 'Supports `/locks/configure_auto_lock`. Treat absence as `false`.',
  can_connect_accessory_keypad:
    'Whether a separate keypad can be paired with this model. Treat absence as `false`.',
  can_delete: 'Whether the climate preset can be deleted.',
  can_edit: 'Whether the climate preset can be changed.',
  can_hvac_cool: 'Supports cooling. Treat absence as `false`.',
  can_hvac_heat: 'Supports heating. Treat absence as `false`.',
  can_hvac_heat_cool:
    'Supports a mode that heats and cools to stay between two set points. Treat absence as `false`.',
  can_program_offline_access_codes:
    'Supports access codes that work while the lock has no network connection. Treat absence as `false`.',
  can_program_online_access_codes:
    'Supports access codes that Seam writes to the device over the network. Treat absence as `false`.',
  can_program_thermostat_programs_as_different_each_day:
    'Supports a program of its own for every day of the week. Treat absence as `false`.',
  can_program_thermostat_programs_as_same_each_day:
    'Supports one program that is the same on all days. Treat absence as `false`.',
  can_program_thermostat_programs_as_weekday_weekend:
    'Supports one program for working days and another for the weekend. Treat absence as `false`.',
  can_remotely_lock: 'Supports `/locks/lock_door`. Treat absence as `false`.',
  can_remotely_unlock: 'Supports `/locks/unlock_door`. Treat absence as `false`.',
  can_run_thermostat_programs:
    'Supports programs that change the climate by time of day. Treat absence as `false`.',
  can_simulate_connection:
    'Supports `/devices/simulate/connect` in a sandbox workspace. Treat absence as `false`.',
  can_simulate_disconnection:
    'Supports `/devices/simulate/disconnect` in a sandbox workspace. Treat absence as `false`.',
  can_simulate_hub_connection:
    'Supports `/devices/simulate/connect_to_hub` in a sandbox workspace. Treat absence as `false`.',
  can_simulate_hub_disconnection:
    'Supports `/devices/simulate/disconnect_from_hub` in a sandbox workspace. Treat absence as `false`.',
  can_simulate_paid_subscription:
    'Supports `/devices/simulate/paid_subscription` in a sandbox workspace. Treat absence as `false`.',
  can_simulate_removal:
    'Supports `/devices/simulate/remove` in a sandbox workspace. Treat absence as `false`.',
  can_turn_off_hvac: 'Supports `/thermostats/off`. Treat absence as `false`.',
  can_unlock_with_card: 'Whether a card opens the entrance.',
  can_unlock_with_cloud_key: 'Whether a cloud key opens the entrance: an unlock request over the network.',
  can_unlock_with_code: 'Whether a PIN code opens the door. Treat absence as `false`.',
  can_unlock_with_mobile_key: 'Whether a key on a phone opens the entrance.',
  can_use_with_thermostat_daily_programs: 'Whether a daily program may use this climate preset.',
  cancel_button_label: 'Text of the button that closes the dialog without a change.',
  cancelled: 'Whether the card was cancelled in Visionline.',
  cannot_be_managed: 'Seam cannot convert this access code to a managed one. Absent when it can.',
  cannot_delete_unmanaged_access_code:
    'Seam cannot delete this access code; only the app of the manufacturer can. Absent when Seam can.',
  capabilities_supported:
    'Broad groups of functions that the device has, such as `lock` or `thermostat`. Prefer the `can_` flags.',
  card_format: 'Format in which the Visionline card is encoded.',
  card_function_type: 'Whether the Visionline card is for a guest or for staff.',
  card_holder: 'Holder of the Visionline card that was read.',
  card_id: 'Id of the card in Visionline.',
  card_number: 'Number that identifies the physical card. `null` or absent when there is no card.',
  'AccessMethodsAssignCardParams.card_number':
    'Number of the card to assign. The card must already exist as a credential in the access system.',
  'acs_credential_on_encoder.card_number':
    'Number that identifies the physical card. `null` when the encoder could not read it.',
  change_reason: 'Reason for the change as human-readable text.',
  change_type:
    'What happened outside Seam: `modified` for a new PIN code or schedule, `removed` for a deletion on the device.',
  changed_properties: 'What changed on the access code: each property with its old and its new value.',
  check_in_time: 'Time of day at which the time slot starts.',
  check_out_time: 'Time of day at which the time slot ends.',
  client_session_id: 'Identifies the client session in Seam.',
  'ClientSessionsGetParams.client_session_id':
    'Client session to return. Omit it to find the session by `user_identifier_key`.',
  'ClientSessionsGrantAccessParams.client_session_id':
    'Client session that gets more access. Without it, pass `user_identifier_key`.',
  'ClientSessionsListParams.client_session_id': 'Returns only the client session with this id.',
  'InstantKey.client_session_id': 'Client session that was created with the instant key.',
  client_session_token:
    'Token of a client session for the app of the person. Present only with a mobile key. Keep it secret.',
  client_sessions: 'Client sessions that belong to the requested access methods.',
  climate_preset_key: 'Key of the climate preset, unique on the thermostat.',
  'SeamEvent.climate_preset_key': 'Key of the climate preset that became active.',
  'ThermostatSchedule.climate_preset_key': 'Key of the climate preset that the schedule activates.',
  'ThermostatsCreateClimatePresetParams.climate_preset_key':
    'Key for the new climate preset. It must be unique on the thermostat.',
  'ThermostatsSchedulesCreateParams.climate_preset_key':
    'Key of the climate preset that the schedule activates.',
  'ThermostatsSchedulesUpdateParams.climate_preset_key':
    'Key of the climate preset that the schedule activates from now on.',
  'ThermostatsSetFallbackClimatePresetParams.climate_preset_key':
    'Key of the climate preset that applies when no schedule is active.',
  'active_thermostat_schedule.climate_preset_key': 'Key of the climate preset that the schedule activates.',
  'periods.climate_preset_key': 'Key of the climate preset that starts at `starts_at_time`.',
  climate_preset_mode:
    'What the climate preset is meant for, such as `home` or `sleep`. Only modes that the device offers are valid.',
  climate_ref: 'Id of the comfort setting in ecobee that belongs to the climate preset.',
  code: 'PIN code, usually digits only. `null` or absent when there is none.',
  'AccessCode.code': 'PIN code to enter on the keypad, usually digits only. `null` while no code is known.',
  'AccessCodesCreateMultipleParams.code':
    'PIN code for all the devices, digits only. When omitted, Seam generates one.',
  'AccessCodesCreateParams.code':
    'PIN code to set on the device, digits only. When omitted, Seam generates one.',
  'AccessCodesGetParams.code':
    'PIN code to look for. Pass it with `device_id`, or pass `access_code_id` instead.',
  'AccessCodesSimulateCreateUnmanagedAccessCodeParams.code':
    'PIN code that appears on the device as if somebody had entered it there. Digits only.',
  'AccessCodesUnmanagedGetParams.code':
    'PIN code to look for. Pass it with `device_id`, or pass `access_code_id` instead.',
  'AccessCodesUpdateParams.code': 'New PIN code, digits only. When omitted, the code stays the same.',
  'AcsCredentialsCreateParams.code':
    'PIN code for the new credential, digits only. The manufacturer may allow only some lengths or digits.',
  'AcsCredentialsUpdateParams.code':
    'New PIN code of the credential, digits only. When omitted, the code stays the same.',
  'LocksSimulateKeypadCodeEntryParams.code': 'PIN code that is typed on the simulated keypad.',
  'SeamEvent.code':
    'PIN code of the access code or access method. In a lock event: the code that was entered, if known.',
  'UnmanagedAccessCode.code':
    'PIN code to enter on the keypad, usually digits only. `null` while no code is known.',
  'from.code': 'PIN code before the change. `null` when there was none.',
  'requested_access_methods.code':
    'PIN code that the person asked for, 4 to 9 digits. Only valid with mode `code`. When omitted, Seam picks one.',
  'to.code': 'PIN code after the change. `null` when there is none.',
  code_constraints:
    'Rules of the device for PIN codes and names of access codes, such as `no_zeros`. Check them before you choose a code.',
  common_acs_entrance_ids:
    'Ids of the shared entrances that the Visionline card opens, such as the main door.',
  common_area_key: 'Your own key for the common area.',
  'manage.common_area_key': 'Opens the portal at the common area with this key.',
  common_area_keys: 'Your own keys of the common areas that this entry concerns.',
  'CustomersDeleteDataParams.common_area_keys': 'Your own keys of the common areas to delete.',
  'staff_members.common_area_keys': 'Your own keys of the common areas that the staff member works in.',
  common_area_name: 'Name of the common area in Hotek.',
  common_area_number: 'Number of the common area in Hotek.',
  common_areas: 'Areas that several guests or tenants share, to create or update for the customer.',
  common_code_key: 'Links access codes on several devices so that they have the same PIN code.',
  'AccessCode.common_code_key':
    'Key that the access codes with the same PIN code have in common. `null` when the access code is not linked.',
  'AccessCodesUpdateMultipleParams.common_code_key':
    'Key of the linked access codes to change, as set by `/access_codes/create_multiple`.',
  'pending_mutations.to.common_code_key':
    'Key that will give the access codes on all devices the same PIN code. `null` when they are not linked.',
  company_name: 'Name of the company that the workspace belongs to.',
  configure: 'Settings of the part of the portal where the customer configures automation and branding.',
  confirm_button_label: 'Text of the button that confirms the dialog.',
  connect: 'Settings of the part of the portal where the customer connects accounts.',
  connect_partner_name:
    'Name of your company as end users see it in connect webviews. `null` when none is set.',
  connect_webview_customization:
    'Look of the connect webviews: logo, colors and the message after a successful login.',
  connect_webview_id: 'Identifies the connect webview in Seam.',
  'ClientSessionsListParams.connect_webview_id':
    'Returns only client sessions with access to this connect webview. `null` returns those without any.',
  'DevicesListParams.connect_webview_id':
    'Returns only devices that were connected through this connect webview.',
  'DevicesUnmanagedListParams.connect_webview_id':
    'Returns only unmanaged devices that were connected through this connect webview.',
  'EventsListParams.connect_webview_id': 'Returns only events about this connect webview.',
  'LocksListParams.connect_webview_id':
    'Returns only locks that were connected through this connect webview.',
  'NoiseSensorsListParams.connect_webview_id':
    'Returns only noise sensors that were connected through this connect webview.',
  'SeamEvent.connect_webview_id':
    'Connect webview that the event is about, or through which the account was connected.',
  'ThermostatsListParams.connect_webview_id':
    'Returns only thermostats that were connected through this connect webview.',
  connect_webview_ids: 'Ids of the connect webviews that the client session gives access to.',
  'ClientSessionsGrantAccessParams.connect_webview_ids':
    'Ids of more connect webviews that the client session gives access to.',
  connected_account_custom_metadata:
    'Your custom metadata of the connected account at the time of the event. Present only with `connected_account_id`.',
  connected_account_errors: 'Errors of the connected account at the time of the event.',
  connected_account_id: 'Identifies the connected account in Seam.',
  'AcsEntrancesListParams.connected_account_id': 'Returns only entrances of this connected account.',
  'AcsSystemsListParams.connected_account_id': 'Returns only access systems of this connected account.',
  'ConnectWebview.connected_account_id':
    'Account that the end user connected. `null` until the login has succeeded.',
  'DevicesListParams.connected_account_id': 'Returns only devices of this connected account.',
  'DevicesUnmanagedListParams.connected_account_id':
    'Returns only unmanaged devices of this connected account.',
  'EventsListParams.connected_account_id':
    'Returns only events about this connected account and what belongs to it.',
  'LocksListParams.connected_account_id': 'Returns only locks of this connected account.',
  'NoiseSensorsListParams.connected_account_id': 'Returns only noise sensors of this connected account.',
  'SeamEvent.connected_account_id':
    'Connected account of the resource that the event is about. Absent when there is none.',
  'ThermostatsListParams.connected_account_id': 'Returns only thermostats of this connected account.',
  connected_account_ids: 'Ids of the connected accounts that the client session gives access to.',
  'AcsSystem.connected_account_ids':
    'Ids of the connected accounts of the access system. Replaced by `connected_account_id`.',
  'ClientSessionsGrantAccessParams.connected_account_ids':
    'Ids of more connected accounts that the client session gives access to.',
  'DevicesListParams.connected_account_ids': 'Returns only devices of these connected accounts.',
  'DevicesUnmanagedListParams.connected_account_ids':
    'Returns only unmanaged devices of these connected accounts.',
  'LocksListParams.connected_account_ids': 'Returns only locks of these connected accounts.',
  'NoiseSensorsListParams.connected_account_ids': 'Returns only noise sensors of these connected accounts.',
  'SpacesCreateParams.connected_account_ids': 'Ids of the connected accounts that the new space comes from.',
  'ThermostatsListParams.connected_account_ids': 'Returns only thermostats of these connected accounts.',
  connected_account_type: 'Kind of the connected account, usually the key of the provider.',
  connected_account_warnings: 'Warnings of the connected account at the time of the event.',
  connected_accounts: 'Connected accounts that belong to the requested resources.',
  constraint_type:
    'Which rule applies. `name_length` and `name_must_be_unique` concern the name of the access code, the others the PIN code or its times.',
  controlbyweb_metadata: 'Details that only ControlByWeb devices have. Absent for other devices.',
  cooling_set_point_celsius: 'Temperature in degrees Celsius above which the thermostat cools.',
  'ThermostatsCoolParams.cooling_set_point_celsius':
    'Temperature in degrees Celsius above which the thermostat cools. Pass this or `cooling_set_point_fahrenheit`.',
  'ThermostatsHeatCoolParams.cooling_set_point_celsius':
    'Temperature in degrees Celsius above which the thermostat cools. Pass this or `cooling_set_point_fahrenheit`.',
  'ThermostatsSimulateHvacModeAdjustedParams.cooling_set_point_celsius':
    'Cooling set point that somebody chooses in the simulation, in degrees Celsius. Pass this or `cooling_set_point_fahrenheit`.',
  cooling_set_point_fahrenheit: 'Temperature in degrees Fahrenheit above which the thermostat cools.',
  'ThermostatsCoolParams.cooling_set_point_fahrenheit':
    'Temperature in degrees Fahrenheit above which the thermostat cools. Pass this or `cooling_set_point_celsius`.',
  'ThermostatsHeatCoolParams.cooling_set_point_fahrenheit':
    'Temperature in degrees Fahrenheit above which the thermostat cools. Pass this or `cooling_set_point_celsius`.',
  'ThermostatsSimulateHvacModeAdjustedParams.cooling_set_point_fahrenheit':
    'Cooling set point that somebody chooses in the simulation, in degrees Fahrenheit. Pass this or `cooling_set_point_celsius`.',
  created_access_method_ids:
    'Ids of the access methods that Seam created to meet this request. Empty until the first one exists.',
  created_at: 'When Seam created this object, as an ISO 8601 date and time.',
  'SeamEvent.created_at':
    'When Seam recorded the event, as an ISO 8601 date and time. See `occurred_at` for when it happened.',
  'acs_credential_on_encoder.created_at':
    'When the card was made, as an ISO 8601 date and time. `null` when the card does not contain it.',
  'errors.created_at': 'When Seam detected the error, as an ISO 8601 date and time.',
  'pending_mutations.created_at': 'When the change was requested, as an ISO 8601 date and time.',
  'requested_access_methods.created_at':
    'When this request was added to the access grant, as an ISO 8601 date and time.',
  'warnings.created_at': 'When Seam raised the warning, as an ISO 8601 date and time.',
  created_before: 'Returns only resources created before this ISO 8601 date and time.',
  credential_id: 'Id of the credential in Visionline itself, not in Seam.',
  credential_manager_acs_system_id:
    'Id of the access system that issues mobile keys for the credential, known as its credential manager.',
  'UserIdentitiesListParams.credential_manager_acs_system_id':
    'Returns only user identities that get their mobile keys from this credential manager.',
  current_climate_setting:
    'What the thermostat is set to now: modes, set points and the climate preset in effect.',
  current_or_last_store_id: 'Id of the KeyNest store where the key is or was last.',
  current_status: 'Status of the key in the terms of KeyNest. `null` when unknown.',
  current_user_company: 'Company of the person who has the key now. `null` when unknown.',
  current_user_email: 'Email address of the person who has the key now. `null` when unknown.',
  current_user_name: 'Name of the person who has the key now. `null` when unknown.',
  current_user_phone_number: 'Phone number of the person who has the key now. `null` when unknown.',
  currently_triggering_noise_threshold_ids:
    'Ids of the noise thresholds that the current noise level exceeds.',
  custom_metadata:
    'Your own key-value pairs, such as ids from your database. Values are strings or booleans.',
  'ConnectWebviewsCreateParams.custom_metadata':
    'Your own key-value pairs, at most 50. Seam copies them to the connected account.',
  'ConnectedAccountsUpdateParams.custom_metadata':
    'Your own key-value pairs, at most 50. Replaces the current object, so pass all pairs.',
  'DevicesUnmanagedUpdateParams.custom_metadata':
    'Your own key-value pairs, at most 50. `null` or an empty string removes a key.',
  'DevicesUpdateParams.custom_metadata':
    'Your own key-value pairs, at most 50. `null` or an empty string removes a key.',
  custom_metadata_has: 'Returns only resources whose custom metadata contains all of these pairs.',
  custom_redirect_failure_url:
    'URL that the browser opens after an error in the connect webview. When it is `null` or omitted, `custom_redirect_url` is used.',
  custom_redirect_url:
    'URL that the browser opens after a successful login, and after an error unless `custom_redirect_failure_url` is set. `null` when there is none.',
  custom_sdk_installation_id: 'Id for the installation of the mobile SDK on the simulated phone.',
  customer_data: 'Defaults of the space for stays: time zone, check-in and check-out time, address.',
  'CustomersCreatePortalParams.customer_data':
    'Data of the customer to create or update, in the same form as for `/customers/push_data`.',
  'Space.customer_data':
    'Defaults of the space for stays: time zone, check-in and check-out time, address. May hold names from other systems, such as `guesty_name`.',
  'SpacesUpdateParams.customer_data':
    'Defaults of the space for stays. Omitted keys stay as they are, `null` clears a key.',
  customer_id: 'Id of the customer that the new client session belongs to.',
  customer_key: 'Your own key for the customer that this belongs to. Absent when none is set.',
  'AccessCodesListParams.customer_key': 'Returns only access codes of the customer with this key.',
  'AccessGrantsListParams.customer_key': 'Returns only access grants of the customer with this key.',
  'AcsEntrancesListParams.customer_key': 'Returns only entrances of the customer with this key.',
  'AcsSystemsListParams.customer_key': 'Returns only access systems of the customer with this key.',
  'ClientSessionsCreateParams.customer_key': 'Your own key for the customer that the client session is for.',
  'ConnectWebviewsCreateParams.customer_key':
    'Gives the connected account and everything in it to the customer with this key. The login fails if the account has another customer.',
  'ConnectWebviewsListParams.customer_key': 'Returns only connect webviews of the customer with this key.',
  'ConnectedAccountsListParams.customer_key': 'Returns only accounts of the customer with this key.',
  'ConnectedAccountsUpdateParams.customer_key':
    'Moves the account and everything in it to the customer with this key. Only valid while the account has no customer.',
  'CustomerPortal.customer_key': 'Your own key for the customer whom the portal is for.',
  'CustomersPushDataParams.customer_key': 'Your own key for the customer that the data belongs to.',
  'DevicesListParams.customer_key': 'Returns only devices of the customer with this key.',
  'DevicesUnmanagedListParams.customer_key': 'Returns only unmanaged devices of the customer with this key.',
  'EventsListParams.customer_key': 'Returns only events of the customer with this key.',
  'LocksListParams.customer_key': 'Returns only locks of the customer with this key.',
  'NoiseSensorsListParams.customer_key': 'Returns only noise sensors of the customer with this key.',
  'SpacesCreateParams.customer_key': 'Your own key for the customer who gets the space.',
  'SpacesListParams.customer_key': 'Returns only spaces of the customer with this key.',
  'ThermostatsListParams.customer_key': 'Returns only thermostats of the customer with this key.',
  'customer_data.customer_key': 'Your own key for the customer that the data and the portal belong to.',
  customer_keys: 'Your own keys of the customers to delete with all their data.',
  customer_reference: 'Customer reference that Salto holds for the device.',
  customer_resources_filters: 'Conditions on custom metadata that decide which resources the portal shows.',
  customization: 'Logo and colors of the page that the instant key opens.',
  customization_profile_id:
    'Id of the profile that sets the look of instant keys and portals. Absent for the default look.',
};
