import type { FieldTexts } from '../field-texts.ts';

export const i: FieldTexts = {
  iana_timezone: 'IANA time zone of the dormakaba Oracode device, such as `Europe/Paris`.',
  ical_feed_origin:
    'Platform that publishes the iCal feed, such as `airbnb` or `vrbo`, or `unknown`. Only on iCal accounts. Useful to show its logo.',
  ical_url: 'URL of the iCal feed that the account reads. Only on iCal accounts.',
  igloo_metadata: 'igloo details of the device. Only on igloo devices.',
  igloohome_metadata: 'igloohome details of the device. Only on igloohome devices.',
  image_alt_text: 'Alternative text for the image at `image_url`.',
  image_url: 'URL of a picture of the device or access system, to show to people.',
  'ConnectedAccount.image_url': 'URL of the logo of the provider.',
  'DeviceProvider.image_url': 'URL of the logo of the provider.',
  'SeamEvent.image_url':
    'URL of a small picture that the camera took at the time of the event. Absent if there is none.',
  'device_manufacturer.image_url': 'URL of the logo of the manufacturer. Absent if there is none.',
  'device_provider.image_url': 'URL of the logo of the provider. Absent if there is none.',
  include: 'Kinds of related resources to return in the batch. Omit it for all kinds.',
  include_if:
    'Conditions that a credential must meet to be returned. `visionline_metadata.is_valid` leaves out credentials that are not valid.',
  incomplete_keyboard_passcode: 'Whether the TTLock lock supports incomplete keyboard passcodes.',
  instant_key_id: 'Id that Seam gave the instant key.',
  instant_key_max_use_count:
    'How many times the instant key can be used, 1 or more. Only for `mobile_key`. Omitted: once.',
  instant_key_url: 'Link that gives a person the instant key. Send it to them or show it in your app.',
  'AccessGrant.instant_key_url':
    'Link that gives the person the instant key of the grant. Present only if the grant has exactly one access method, a `mobile_key`.',
  'AccessMethod.instant_key_url':
    'Link that gives the person the instant key. Present only on access methods of mode `mobile_key`.',
  'InstantKeysGetParams.instant_key_url': 'Link of the instant key to get. Give this or `instant_key_id`.',
  instant_keys: 'Instant keys that belong to the access methods.',
  intrusion_alarm: 'Whether the intrusion alarm of the door is on.',
  inviter_logo_url: 'URL of the inviter logo that connect webviews of the workspace show.',
  is_24_hour: 'Whether the time slot counts whole days, not hours.',
  is_access_code_error: 'Marks an error of the access code itself, not of its device or connected account.',
  is_accessory_keypad_linked_to_bridge: 'Whether the igloohome keypad is linked to a bridge.',
  is_active: 'Whether the endpoint is in use.',
  is_assignment_required:
    'Whether a card must be assigned before the access method can be issued. Only for mode `card`, on systems that assign existing cards.',
  is_backup: 'Whether this is a backup code from the pool of the device.',
  is_backup_access_code_available:
    'Whether a backup access code can be pulled for this code with `/access_codes/pull_backup_access_code`.',
  is_backup_code:
    'Whether the issued code is a backup code. Present only for mode `code`, if a backup code was used.',
  is_biweekly_mode: 'Whether the time slot uses a two-week schedule.',
  is_bridge_error: 'Whether the cause of the error is Seam Bridge.',
  is_cancellable: 'Whether the stay can be canceled through the dormakaba Oracode API.',
  is_connected: 'Whether the accessory keypad is connected to the device.',
  'latch_metadata.is_connected': 'Whether Latch reports the entrance as connected.',
  is_connected_account_error:
    'Whether the cause is the connected account. `true`: the account needs attention, not the single device or code.',
  is_cooling: 'Whether the HVAC system cools at the moment, as reported by the thermostat.',
  is_credential_manager:
    'Whether the access system is a credential manager, a service that issues mobile credentials for other access systems.',
  is_device_error:
    'Whether the cause is the device itself. `false`: the cause is elsewhere, such as the connected account.',
  is_early_checkin_able: 'Whether early check-in is possible.',
  is_embedded:
    'Whether your application shows the portal in an iframe. `true` selects a layout without the frame of a page.',
  is_encoding_required:
    'Whether a card must be encoded on a card encoder before the access method is issued or reissued.',
  is_expired: 'State to simulate: `true` for an expired subscription, `false` for a paid one.',
  is_extendable: 'Whether the stay can be extended through the dormakaba Oracode API.',
  is_external_modification_allowed:
    'Whether changes from outside, such as in the app of the lock, may stay. `false`, the default, makes Seam restore the code.',
  is_fallback_climate_preset:
    'Whether the activated climate preset is the fallback preset of the thermostat.',
  is_fan_running: 'Whether the fan runs at the moment, as reported by the thermostat.',
  is_heating: 'Whether the HVAC system heats at the moment, as reported by the thermostat.',
  is_issued: 'Whether it is issued. A card counts as issued when it is encoded. `null` if unknown.',
  'AccessMethod.is_issued': 'Whether the access method is issued, so the person can use it.',
  'AcsCredential.is_issued': 'Whether the credential is encoded on a card. Absent if unknown.',
  'UnmanagedAccessMethod.is_issued': 'Whether the access method is issued, so the person can use it.',
  'acs_credential_on_encoder.is_issued': 'Whether a credential is encoded on the card. `null` if unknown.',
  is_latest_desired_state_synced_with_provider:
    'Whether the provider has the latest state of the credential. `null` or absent if unknown.',
  is_locked: 'Whether the entrance is locked at the moment. Absent if unknown.',
  is_managed:
    'Whether Seam manages the resource. Seam reports unmanaged resources but does not control them.',
  'AccessCodesUnmanagedUpdateParams.is_managed':
    'Whether Seam manages the access code. To let Seam manage it, use `/access_codes/unmanaged/convert_to_managed`.',
  'AccessCodesUpdateParams.is_managed':
    'Whether Seam manages the access code. To convert an unmanaged code, use `/access_codes/unmanaged/convert_to_managed`.',
  'AccessGrantsUnmanagedUpdateParams.is_managed':
    'Must be `true`. Converts the access grant and its access methods to managed; there is no way back.',
  'DevicesUnmanagedUpdateParams.is_managed': '`true` converts the device to managed.',
  'DevicesUpdateParams.is_managed':
    '`false` converts the device to unmanaged. `true` or omitted: it stays managed.',
  'UnmanagedAccessCode.is_managed': 'Always `false`: the code was set outside of Seam.',
  'UnmanagedDevice.is_managed': 'Always `false`: Seam reports the device but does not control it.',
  'UserIdentitiesUnmanagedUpdateParams.is_managed':
    'Must be `true`. Converts the user identity to managed; there is no way back.',
  is_master: 'Whether the time slot gives master access.',
  is_multi_phone_sync_credential:
    'Whether the mobile credential follows the user: Seam issues a matching credential for each of their phones.',
  'AcsCredentialsListParams.is_multi_phone_sync_credential':
    '`true` returns only multi-phone sync credentials, `false` only the others. Omit it for both.',
  is_offline_access_code:
    'Whether the code works by an algorithm of the lock, without a connection to the device.',
  is_one_shot: 'Whether codes of the time slot expire with the first use.',
  is_one_time_use: 'Whether the code or credential works only once.',
  'AccessCodesCreateParams.is_one_time_use': 'Whether the offline access code works only once.',
  'AccessCodesUpdateParams.is_one_time_use': 'Whether the offline access code works only once.',
  is_optimized: 'Whether Ecobee optimizes the climate preset.',
  is_overridable:
    'Whether the code can still be overridden. `false`: it was overridden as often as the lock allows.',
  is_override_allowed:
    'Whether settings may change, at the thermostat or through the API, while the schedule is active.',
  is_publishable_key_auth_enabled:
    'Whether requests may authenticate with the publishable key of the workspace.',
  is_quadient_locker: 'Whether the key is in a Quadient locker, for which KeyNest offers no access codes.',
  is_ready_for_assignment:
    'Whether a card can be assigned now. Only for mode `card`, not yet issued, on systems that assign existing cards.',
  is_ready_for_encoding:
    'Whether a card can be encoded now: the credential exists and its card is not yet issued.',
  is_removed: 'Whether the encoder or entrance no longer exists. Omitted: it exists.',
  is_sandbox: 'Whether the workspace is a sandbox, which uses virtual devices. It cannot be changed later.',
  is_scheduled_on_device: 'Whether the device itself holds the schedule of the code and starts and ends it.',
  is_subscribed:
    'Whether the user has one of the subscription places of the Salto KS site. Without one the user opens no doors. Independent of `is_suspended`.',
  is_suspended: 'Whether the ACS user is suspended, which blocks all access until it is unsuspended.',
  'Workspace.is_suspended':
    'Whether the workspace is suspended. Seam suspends sandboxes that are unused for 14 days.',
  'WorkspacesUpdateParams.is_suspended': 'Whether the workspace is suspended.',
  'from.is_suspended': 'Whether the ACS user was suspended before the change.',
  'to.is_suspended': 'Whether the ACS user is suspended after the change.',
  is_temporary_manual_override_active:
    'Whether someone changed the thermostat after Seam last activated a program or schedule. Only where the setting allows manual overrides.',
  is_valid: 'Whether the credential is valid in Visionline.',
  is_via_bluetooth:
    'Whether the command reached the lock over Bluetooth, such as from the app of the provider. Absent if unknown.',
  is_via_nfc: 'Whether an NFC key, such as Apple Home Key, was held to the lock. Absent if unknown.',
  is_waiting_for_code_assignment: 'Whether the access code does not have its digits yet.',
  issued_at: 'Time at which it was issued, ISO 8601. `null` or absent if it is not issued.',
};
