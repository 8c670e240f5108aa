import type { FieldTexts } from '../field-texts.ts';

export const d: FieldTexts = {
  default_checkin_time:
    'Usual check-in time, 24-hour clock: `HH:mm` or `HH:mm:ss`. `null` or absent when none is set.',
  'ConnectedAccount.default_checkin_time':
    'Check-in time for reservations from this account, 24-hour clock: `HH:mm`. For providers that do not supply one.',
  default_checkout_time:
    'Usual check-out time, 24-hour clock: `HH:mm` or `HH:mm:ss`. `null` or absent when none is set.',
  'ConnectedAccount.default_checkout_time':
    'Check-out time for reservations from this account, 24-hour clock: `HH:mm`. For providers that do not supply one.',
  default_climate_setting: 'Default climate setting of the thermostat, in the form of a climate preset.',
  default_credential_manager_acs_system_id:
    'Id of the access system that issues mobile keys for this one by default. `null` when none is set.',
  default_events: 'Event types that are selected when the customer opens the event list.',
  default_office_id: 'Id of the default office in KeyNest.',
  description: 'Human-readable summary of what changed and why.',
  'kisi_metadata.description': 'Description that the operator entered in Kisi. `null` when there is none.',
  desired_temperature_celsius:
    'Temperature that the thermostat was to reach, in degrees Celsius. It comes from the set point.',
  desired_temperature_fahrenheit:
    'Temperature that the thermostat was to reach, in degrees Fahrenheit. It comes from the set point.',
  detect_new_tags:
    'When `true`, the Salto KS encoder also registers unknown tags. When `false`, it reads only registered tags.',
  device_count: 'Number of devices in the space, or that the client session has access to.',
  device_custom_metadata:
    'Your custom metadata of the device at the time of the event. Present only with `device_id`.',
  device_custom_name: 'Name that the owner gave the Google Nest device.',
  device_errors: 'Errors of the device at the time of the event.',
  device_id: 'Identifies the device in Seam.',
  'AccessCodesCreateParams.device_id': 'Device that gets the access code.',
  'AccessCodesGetParams.device_id':
    'Device that has the access code. Pass it with `code`, or pass `access_code_id` instead.',
  'AccessCodesListParams.device_id':
    'Returns only the access codes of this device. Alternative to a filter by access method or access grant.',
  'AccessCodesUnmanagedGetParams.device_id':
    'Device that has the access code. Pass it with `code`, or pass `access_code_id` instead.',
  'AccessCodesUnmanagedListParams.device_id': 'Device whose unmanaged access codes are listed.',
  'AccessGrantsListParams.device_id': 'Returns only the access grants that include this device.',
  'AccessMethodsListParams.device_id':
    'Returns only the access methods that open this device. Pass it with an access grant or an entrance.',
  'AccessMethodsUnmanagedListParams.device_id':
    'Returns only the unmanaged access methods that open this device.',
  'ActionAttemptsListParams.device_id': 'Returns only the action attempts on this device.',
  'DevicesGetParams.device_id': 'Device to return. Without it, pass `name`.',
  'DevicesUnmanagedGetParams.device_id': 'Unmanaged device to return. Without it, pass `name`.',
  'EventsGetParams.device_id': 'Returns an event of this device. Alternative to `event_id`.',
  'EventsListParams.device_id': 'Returns only events of this device.',
  'LocksGetParams.device_id': 'Lock to return. Without it, pass `name`.',
  'Phone.device_id': 'Identifies the phone in Seam. A phone is a device too.',
  'PhonesDeactivateParams.device_id': 'Phone to deactivate, by its `device_id`.',
  'PhonesGetParams.device_id': 'Phone to return, by its `device_id`.',
  'SeamEvent.device_id':
    'Device that the event is about, or on which it happened. Absent when no device is involved.',
  'UserIdentitiesGrantAccessToDeviceParams.device_id': 'Managed device that the person may use from now on.',
  'UserIdentitiesRevokeAccessToDeviceParams.device_id': 'Managed device that the person may no longer use.',
  'controlbyweb_metadata.device_id': 'Id that ControlByWeb gave the device.',
  'dormakaba_oracode_metadata.device_id': 'Id that dormakaba Oracode gave the device, a number or a text.',
  'failed_devices.device_id': 'Id of the device on which the access code still exists.',
  'four_suites_metadata.device_id': 'Id that 4SUITES gave the device.',
  'igloo_metadata.device_id': 'Id that igloo gave the device.',
  'igloohome_metadata.device_id': 'Id that igloohome gave the device.',
  'korelock_metadata.device_id': 'Id that Korelock gave the device.',
  'kwikset_metadata.device_id': 'Id that Kwikset gave the device.',
  'lockly_metadata.device_id': 'Id that Lockly gave the device.',
  'minut_metadata.device_id': 'Id that Minut gave the device.',
  'noiseaware_metadata.device_id': 'Id that NoiseAware gave the device.',
  'nuki_metadata.device_id': 'Id that Nuki gave the device.',
  'ring_metadata.device_id': 'Id that Ring gave the device.',
  'schlage_metadata.device_id': 'Id that Schlage gave the device.',
  'sensi_metadata.device_id': 'Id that Sensi gave the device.',
  'smartthings_metadata.device_id': 'Id that SmartThings gave the device.',
  'tedee_metadata.device_id': 'Id that Tedee gave the device.',
  'two_n_metadata.device_id': 'Id that 2N gave the device.',
  'ultraloq_metadata.device_id': 'Id that Ultraloq gave the device.',
  'warnings.device_id': 'Id of the device that the warning concerns.',
  'wyze_metadata.device_id': 'Id that Wyze gave the device.',
  device_ids: 'Returns only the devices with these ids.',
  'AccessCodesCreateMultipleParams.device_ids': 'Ids of the devices that each get an access code.',
  'AccessGrantsCreateParams.device_ids': 'Ids of the devices that the person may open.',
  'EventsListParams.device_ids': 'Returns only events of these devices.',
  'SeamEvent.device_ids': 'Ids of the devices of the space, after the change or at the time of the event.',
  'SpacesAddDevicesParams.device_ids': 'Ids of the devices to add to the space.',
  'SpacesCreateParams.device_ids': 'Ids of the devices that the new space starts with.',
  'SpacesRemoveDevicesParams.device_ids': 'Ids of the devices to take out of the space.',
  'SpacesUpdateParams.device_ids':
    'Ids of all devices the space has from now on. Devices that are not listed leave the space.',
  'from.device_ids': 'Ids of the devices that gave access before the change.',
  'location.device_ids': 'Ids of the devices at the location. Pass `device_ids` on the top level instead.',
  'to.device_ids': 'Ids of the devices that give access after the change.',
  device_info_model: 'Model of the device in the terms of Wyze.',
  device_management_confirmation:
    'Texts of the dialog before unmanaged devices become managed and are billed. Omitted texts have a translated default. A feature flag of the workspace turns the dialog on.',
  device_manufacturer:
    'Brand of the hardware. It may differ from the provider through which Seam controls the device.',
  'phone_metadata.device_manufacturer': 'Brand that the simulated phone reports.',
  device_model: 'Model of the device in the terms of the provider.',
  'noiseaware_metadata.device_model': 'Whether the NoiseAware sensor is made for indoors or outdoors.',
  'phone_metadata.device_model': 'Model that the simulated phone reports.',
  device_name: 'Name of the device at its provider.',
  'SeamEvent.device_name':
    'Name of the device: the new one after a change, the last one after a deletion. `null` or absent when it had none.',
  'nest_metadata.device_name':
    'Name that Google gave the device. See `device_custom_name` for the name that the owner chose.',
  device_num: 'Number of the device on the Seam Bridge.',
  device_provider:
    'Service through which Seam controls the device. It may differ from the brand of the hardware.',
  device_provider_name: 'Key of the provider, such as `august` or `schlage`. Use it in `accepted_providers`.',
  'device_provider.device_provider_name': 'Key of the provider, such as `august` or `schlage`.',
  device_selection_mode:
    'Whether the end user selects no device, one device or several devices in the connect webview.',
  device_type: 'Kind of device, such as `august_lock` or `minut_sensor`.',
  'DevicesListParams.device_type': 'Returns only devices of this type, such as `august_lock`.',
  'DevicesUnmanagedListParams.device_type':
    'Returns only unmanaged devices of this type, such as `august_lock`.',
  'LocksListParams.device_type': 'Returns only locks of this type, such as `august_lock`.',
  'NoiseSensorsListParams.device_type': 'Returns only noise sensors of this type.',
  'Phone.device_type': 'Whether the phone runs iOS or Android.',
  'ThermostatsListParams.device_type': 'Returns only thermostats of this type, such as `ecobee_thermostat`.',
  'tado_metadata.device_type': 'Kind of device in the terms of tado.',
  'ultraloq_metadata.device_type': 'Kind of device in the terms of Ultraloq.',
  device_types: 'Returns only devices of these types.',
  'LocksListParams.device_types': 'Returns only locks of these types.',
  'NoiseSensorsListParams.device_types': 'Returns only noise sensors of these types.',
  'ThermostatsListParams.device_types': 'Returns only thermostats of these types.',
  device_warnings: 'Warnings of the device at the time of the event.',
  devices: 'Devices that belong to the requested resources.',
  'DevicesReportProviderMetadataParams.devices':
    'Devices to report on, each with what you know about it, such as its time zone.',
  discarded: 'Whether the card was discarded in Visionline.',
  display_name: 'Name to show in a user interface.',
  'AcsCredential.display_name': 'Name of the kind of credential for display.',
  'ConnectedAccountsUpdateParams.display_name': 'New name of the account, as shown in the dashboard.',
  'Device.display_name':
    'Name of the device for display: its nickname if set, otherwise the name that the device reports.',
  'DeviceProvider.display_name': 'Name of the provider for display.',
  'Phone.display_name':
    'Name of the phone for display: its nickname if set, otherwise the name that the phone reports.',
  'UnmanagedUserIdentity.display_name':
    'Name to show for the person, such as the full name or the email address.',
  'UserIdentity.display_name': 'Name to show for the person, such as the full name or the email address.',
  'available_climate_presets.display_name': 'Name of the climate preset for display.',
  'device_manufacturer.display_name': 'Name of the brand for display, such as `Yale`.',
  'device_provider.display_name': 'Name of the provider for display.',
  'model.display_name': 'Name of the device model for display.',
  'nest_metadata.display_name': 'Name of the device as Google shows it.',
  'offline_time_frame_options.display_name':
    'Name of this option for offline access codes: the product, or what sets the option apart from others.',
  'online_time_frame_options.display_name':
    'Name of this option for online access codes: the product, or what sets the option apart from others.',
  'time_pairs.display_name': 'Name for this pair of start and end times.',
  door_category: 'What the door is used for in Visionline, such as a guest room or a common area.',
  door_description: 'Description of the door in Salto Space.',
  door_id: 'Id of the door at its provider.',
  door_is_wireless: 'Whether the dormakaba Oracode lock is wireless.',
  door_name: 'Name of the door at its provider.',
  door_names: 'Names of the doors in ASSA ABLOY Vostio that the credential opens.',
  door_number: 'Number of the door in ASSA ABLOY Vostio.',
  door_open: 'Whether the door stands open. Absent when the device does not report it.',
  door_type: 'Kind of door in the terms of the access system.',
  dormakaba_ambiance_metadata: 'Details that only dormakaba Ambiance has. Absent for other systems.',
  dormakaba_community_metadata: 'Details that only dormakaba Community has. Absent for other systems.',
  dormakaba_oracode_metadata:
    'Details of an access code on a dormakaba Oracode device, such as its user level. `null` or absent on other devices.',
  'properties.dormakaba_oracode_metadata':
    'Details that only dormakaba Oracode devices have. Absent for other devices.',
  dormakaba_oracode_user_level_id: 'Id of the user level that the time slot belongs to.',
  dormakaba_oracode_user_level_prefix: 'Prefix number of the user level.',
  dual_setpoints_not_supported:
    '`true` when the Sensi thermostat does not accept a heating and a cooling set point together.',
  duration_minutes:
    'Usual length of a reservation in minutes, for a space that stands for a fixed slot such as an appointment type.',
};
