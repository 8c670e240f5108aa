import type { FieldTexts } from '../field-texts.ts';

export const a: FieldTexts = {
  accelerometer_z: 'Last value of the Z axis of the accelerometer, with the time of the reading.',
  accepted_capabilities:
    'Kinds of devices that the end user can connect in the connect webview, such as `lock` or `thermostat`.',
  'ConnectWebviewsCreateParams.accepted_capabilities':
    'Kinds of devices that the end user may connect. When omitted, the accepted providers decide, and some of them then accept locks only.',
  'ConnectedAccount.accepted_capabilities':
    'Kinds of devices that were accepted when the account was connected, such as `lock` or `thermostat`.',
  'ConnectedAccountsUpdateParams.accepted_capabilities':
    'New list of the kinds of devices that this account may bring in. Replaces the current list.',
  accepted_devices: 'Devices that the end user can connect in the connect webview.',
  accepted_providers:
    'Keys of the providers that the connect webview offers, such as `august` or `visionline`.',
  'ConnectWebviewsCreateParams.accepted_providers':
    'Keys of the providers to offer, such as `august` or `visionline`. Pass this to pick single providers, or `provider_category` for a whole group.',
  'connect.accepted_providers':
    'Keys of the providers that the customer can choose from when connecting an account.',
  access_code: 'Access code that the action created or changed.',
  access_code_errors: 'Errors of the access code at the time of the event.',
  access_code_id: 'Identifies the access code in Seam.',
  'AccessCodesGetParams.access_code_id':
    'Access code to return. Without it, pass both `device_id` and `code`.',
  'AccessCodesUnmanagedGetParams.access_code_id':
    'Unmanaged access code to return. Without it, pass both `device_id` and `code`.',
  'AccessGrantsListParams.access_code_id': 'Returns only the access grants that this access code belongs to.',
  'AccessMethodsListParams.access_code_id':
    'Returns only the access methods that this access code belongs to. Pass it with an access grant or an entrance.',
  'EventsListParams.access_code_id': 'Returns only events about this access code.',
  'SeamEvent.access_code_id':
    'Access code that the event is about. In a lock event: the access code that was entered, absent when unknown.',
  access_code_ids: 'Returns only events about these access codes.',
  'AccessCodesListParams.access_code_ids':
    'Returns only the access codes with these ids. Alternative to a filter by device, access method or access grant.',
  access_code_is_managed:
    'Whether Seam manages the access code that was entered. Present only together with `access_code_id`.',
  access_code_warnings: 'Warnings of the access code at the time of the event.',
  access_grant_id: 'Identifies the access grant in Seam.',
  'AccessCodesListParams.access_grant_id':
    'Returns only the access codes of this access grant. Alternative to a filter by device or access method.',
  'AccessGrantsGetParams.access_grant_id': 'Access grant to return. Pass either this or `access_grant_key`.',
  'AccessGrantsUpdateParams.access_grant_id':
    'Access grant to change. Pass either this or `access_grant_key`.',
  'AccessMethodsDeleteParams.access_grant_id':
    'Deletes all access methods of this access grant. Alternative to `access_method_id` and `reservation_key`.',
  'AccessMethodsListParams.access_grant_id': 'Returns only the access methods of this access grant.',
  'AccessMethodsUnmanagedListParams.access_grant_id':
    'Returns the unmanaged access methods of this access grant.',
  'EventsListParams.access_grant_id': 'Returns only events about this access grant.',
  access_grant_ids: 'Ids of the access grants that the access method belongs to.',
  'AccessGrantsGetRelatedParams.access_grant_ids':
    'Ids of the access grants to start from. Their related resources are returned with them.',
  'AccessGrantsListParams.access_grant_ids': 'Returns only the access grants with these ids.',
  'EventsListParams.access_grant_ids': 'Returns only events about these access grants, at most 100.',
  access_grant_key: 'Your own key for the access grant, unique in the workspace. Absent when you set none.',
  'AccessCodesListParams.access_grant_key':
    'Returns only the access codes of the access grant with this key. Alternative to `access_grant_id`.',
  'AccessGrantsCreateParams.access_grant_key':
    'Your own key for the access grant, such as a booking number. It must be unique in the workspace.',
  'AccessGrantsGetParams.access_grant_key':
    'Your own key of the access grant to return. Pass either this or `access_grant_id`.',
  'AccessGrantsListParams.access_grant_key':
    'Returns only the access grant with this key. `null` returns access grants that have no key.',
  'AccessGrantsUnmanagedUpdateParams.access_grant_key':
    'Your own key for the access grant. When omitted, the current key stays.',
  'AccessGrantsUpdateParams.access_grant_key':
    'Your own key of the access grant to change. Pass either this or `access_grant_id`.',
  'AccessMethodsListParams.access_grant_key':
    'Returns only the access methods of the access grant with this key.',
  'access_grants.access_grant_key':
    'Your own key for the access grant. It identifies the access grant in later requests.',
  'manage.access_grant_key': 'Opens the portal at the access grant with this key.',
  access_grant_keys:
    'Your own keys of the access grants that the access method belongs to. Absent when they have none.',
  'AccessGrantsGetRelatedParams.access_grant_keys':
    'Your own keys of the access grants to start from, instead of `access_grant_ids`.',
  'CustomersDeleteDataParams.access_grant_keys': 'Your own keys of the access grants to delete.',
  access_grants: 'Access grants to create or update for the customer.',
  'AccessMethodsBatch.access_grants': 'Access grants that the requested access methods belong to.',
  access_group_type: 'Kind of group in the access system. Same values as `external_type`.',
  access_group_type_display_name: 'Kind of group in the access system, for display.',
  access_method:
    'How the person opens the door with this credential: PIN code, card, key on the phone, or a cloud key that opens over the network.',
  access_method_id: 'Identifies the access method in Seam.',
  'AccessCodesListParams.access_method_id':
    'Returns only the access codes of this access method. Alternative to a filter by device or access grant.',
  'AccessMethodsAssignCardParams.access_method_id':
    'Access method that gets the card. Its mode must be `card`.',
  'AccessMethodsDeleteParams.access_method_id':
    'Access method to delete. Alternative to `access_grant_id` and `reservation_key`.',
  'AccessMethodsUnlockDoorParams.access_method_id':
    'Access method to unlock with. Its mode must be `cloud_key`.',
  'AcsEncodersEncodeCredentialParams.access_method_id':
    'Access method to write onto a card. Pass either this or `acs_credential_id`.',
  'EventsListParams.access_method_id': 'Returns only events about this access method.',
  access_method_ids: 'Ids of the access methods that Seam created for the access grant.',
  'AccessMethodsGetRelatedParams.access_method_ids':
    'Ids of the access methods to start from. Their related resources are returned with them.',
  'EventsListParams.access_method_ids': 'Returns only events about these access methods, at most 100.',
  'pending_mutations.access_method_ids': 'Ids of the access methods whose times are still to change.',
  'warnings.access_method_ids': 'Ids of the access methods whose times are changing now.',
  access_methods: 'Access methods that belong to the requested resources.',
  'AccessMethodsBatch.access_methods': 'The requested access methods.',
  access_point_id: 'Id of the access point in Brivo.',
  access_point_name: 'Name of the access point in dormakaba Ambiance.',
  access_point_profile: 'Kind of access point in dormakaba Community.',
  access_schedule:
    'Period in which access is allowed, from `starts_at` to `ends_at`. Absent when none is set.',
  'AcsUsersCreateParams.access_schedule':
    'Period in which the ACS user has access. The start defaults to now; the end must lie in the future and after the start.',
  'AcsUsersUpdateParams.access_schedule':
    'New period in which the ACS user has access. `null` removes the period.',
  accessibility_type: 'Accessibility of the door, in the terms of Latch.',
  accessory_keypad: 'Separate keypad that is paired with the lock: whether it is connected, and its battery.',
  accessory_keypad_supported:
    'Whether the model works with a separate keypad. Replaced by `can_connect_accessory_keypad`.',
  account_type: 'Kind of account, usually the key of the provider, such as `visionline`.',
  account_type_display_name: 'Name of the provider for display.',
  acs_access_group_count: 'How many access groups the access system has.',
  acs_access_group_id: 'Identifies the access group in Seam.',
  'AcsUser.pending_mutations.from.acs_access_group_id':
    'Access group that the ACS user is about to leave, or `null`.',
  'AcsUser.pending_mutations.to.acs_access_group_id':
    'Access group that the ACS user is about to join, or `null`.',
  'EventsListParams.acs_access_group_id': 'Returns only events about this access group.',
  'pending_mutations.acs_access_group_id': 'Access group that the ACS user is to join or leave later.',
  acs_access_group_ids: 'Ids of the access groups that the new ACS user joins.',
  acs_access_groups: 'Access groups related to the requested access grants.',
  acs_credential_id: 'Identifies the credential in Seam.',
  'AcsEncodersEncodeCredentialParams.acs_credential_id':
    'Credential to write onto a card. Pass either this or `access_method_id`.',
  'AcsEncodersSimulateNextCredentialEncodeWillFailParams.acs_credential_id':
    'Credential for which the next attempt to write a card fails.',
  'AcsEntrancesListParams.acs_credential_id': 'Returns only the entrances that this credential opens.',
  'AcsEntrancesUnlockParams.acs_credential_id':
    'Credential to unlock with. Its access method must be `cloud_key`.',
  'AcsUser.pending_mutations.from.acs_credential_id':
    'Credential that is about to be taken from the ACS user, or `null`.',
  'AcsUser.pending_mutations.to.acs_credential_id':
    'Credential that the ACS user is about to get, or `null`.',
  'EventsListParams.acs_credential_id': 'Returns only events about this credential.',
  'PhonesListParams.acs_credential_id': 'Returns only phones that hold this credential.',
  acs_credential_id_on_seam: 'Credential in Seam that the simulated card belongs to.',
  acs_credential_on_encoder: 'What the encoder read from the card. `null` when it read nothing.',
  acs_credential_on_seam: 'Credential in Seam that the card belongs to. `null` when Seam has none for it.',
  acs_credential_pool_id:
    'Id of the pool that the credential was taken from. Absent when it comes from no pool.',
  acs_credentials: 'Credentials of the access systems behind the requested access methods.',
  acs_encoder_id: 'Identifies the encoder in Seam. An encoder reads and writes cards.',
  'EventsListParams.acs_encoder_id': 'Returns only events about this encoder.',
  acs_encoder_ids: 'Returns only the encoders with these ids.',
  acs_encoders: 'Encoders to report for the access system. Only Hotek uses this.',
  acs_entrance_count: 'How many entrances the space has.',
  acs_entrance_id: 'Identifies the entrance in Seam.',
  'AccessGrantsListParams.acs_entrance_id': 'Returns only the access grants that include this entrance.',
  'AccessGrantsUnmanagedListParams.acs_entrance_id':
    'Returns only the unmanaged access grants that include this entrance.',
  'AccessMethodsListParams.acs_entrance_id': 'Returns only the access methods that open this entrance.',
  'AccessMethodsUnmanagedListParams.acs_entrance_id':
    'Returns only the unmanaged access methods that open this entrance.',
  'AcsAccessGroup.pending_mutations.from.acs_entrance_id':
    'Entrance that the access group is about to lose, or `null`.',
  'AcsAccessGroup.pending_mutations.to.acs_entrance_id':
    'Entrance that the access group is about to get, or `null`.',
  'EventsListParams.acs_entrance_id': 'Returns only events about this entrance.',
  'SeamEvent.acs_entrance_id':
    'Entrance that the event is about. In a lock event: the entrance it belongs to, if any.',
  acs_entrance_ids: 'Ids of the entrances of the space, after the change or at the time of the event.',
  'AccessGrantsCreateParams.acs_entrance_ids': 'Ids of the entrances that the person may open.',
  'AcsEntrancesListParams.acs_entrance_ids': 'Returns only the entrances with these ids.',
  'SpacesAddAcsEntrancesParams.acs_entrance_ids': 'Ids of the entrances to add to the space.',
  'SpacesCreateParams.acs_entrance_ids': 'Ids of the entrances that the new space starts with.',
  'SpacesRemoveAcsEntrancesParams.acs_entrance_ids': 'Ids of the entrances to take out of the space.',
  'SpacesUpdateParams.acs_entrance_ids':
    'Ids of all entrances the space has from now on. Entrances that are not listed leave the space.',
  'location.acs_entrance_ids':
    'Ids of the entrances at the location. Pass `acs_entrance_ids` on the top level instead.',
  acs_entrances: 'Entrances that belong to the requested resources.',
  'AcsSystemsReportDevicesParams.acs_entrances':
    'Entrances to report for the access system. Only Hotek uses this.',
  acs_system_errors: 'Errors of the access system at the time of the event.',
  acs_system_id: 'Identifies the access system in Seam.',
  'AccessGrantsListParams.acs_system_id': 'Returns only the access grants that concern this access system.',
  'AccessGrantsUnmanagedListParams.acs_system_id':
    'Returns only the unmanaged access grants that concern this access system.',
  'AcsAccessGroupsListParams.acs_system_id': 'Returns only the access groups of this access system.',
  'AcsCredentialsCreateParams.acs_system_id':
    'Access system of the new credential. Needed with `user_identity_id`; with `acs_user_id` it is already known.',
  'AcsCredentialsListParams.acs_system_id': 'Returns only the credentials of this access system.',
  'AcsEncodersListParams.acs_system_id': 'Returns only the encoders of this access system.',
  'AcsEntrancesListParams.acs_system_id': 'Returns only the entrances of this access system.',
  'AcsUsersDeleteParams.acs_system_id':
    'Access system from which the person is removed. Needed with `user_identity_id`, not with `acs_user_id`.',
  'AcsUsersGetParams.acs_system_id': 'Access system to look in. Only valid together with `user_identity_id`.',
  'AcsUsersListAccessibleEntrancesParams.acs_system_id':
    'Limits the entrances to one access system. Only valid together with `user_identity_id`.',
  'AcsUsersListParams.acs_system_id': 'Returns only the ACS users of this access system.',
  'AcsUsersRevokeAccessToAllEntrancesParams.acs_system_id':
    'Limits the change to one access system. Only valid together with `user_identity_id`.',
  'AcsUsersSuspendParams.acs_system_id':
    'Access system in which the person is suspended. Needed with `user_identity_id`, not with `acs_user_id`.',
  'AcsUsersUnsuspendParams.acs_system_id':
    'Access system in which the suspension ends. Needed with `user_identity_id`, not with `acs_user_id`.',
  'AcsUsersUpdateParams.acs_system_id':
    'Access system of the ACS user. Needed with `user_identity_id`, not with `acs_user_id`.',
  'EventsListParams.acs_system_id': 'Returns only events about this access system.',
  acs_system_ids: 'Returns only events about these access systems.',
  'AcsEncodersListParams.acs_system_ids': 'Returns only the encoders of these access systems.',
  'UserIdentitiesCreateParams.acs_system_ids':
    'Access systems in which the person becomes an ACS user. Seam links an existing ACS user with equal email address or phone number, or creates one.',
  acs_system_warnings: 'Warnings of the access system at the time of the event.',
  acs_systems: 'Access systems related to the requested resources.',
  acs_user_count: 'How many ACS users the access system has.',
  acs_user_id: 'Identifies the ACS user in Seam.',
  'AcsAccessGroup.pending_mutations.from.acs_user_id':
    'ACS user that is about to leave the access group, or `null`.',
  'AcsAccessGroup.pending_mutations.to.acs_user_id':
    'ACS user that is about to join the access group, or `null`.',
  'AcsAccessGroupsAddUserParams.acs_user_id': 'ACS user to add. Pass either this or `user_identity_id`.',
  'AcsAccessGroupsListParams.acs_user_id': 'Returns only the access groups that this ACS user is in.',
  'AcsAccessGroupsRemoveUserParams.acs_user_id':
    'ACS user to remove. Pass either this or `user_identity_id`.',
  'AcsCredential.acs_user_id': 'ACS user who owns the credential. Absent while it has no ACS user.',
  'AcsCredentialsAssignParams.acs_user_id':
    'ACS user who gets the credential. Pass either this or `user_identity_id`.',
  'AcsCredentialsCreateParams.acs_user_id':
    'ACS user who gets the new credential. Without it, pass both `user_identity_id` and `acs_system_id`.',
  'AcsCredentialsListParams.acs_user_id': 'Returns only the credentials of this ACS user.',
  'AcsCredentialsUnassignParams.acs_user_id':
    'ACS user who loses the credential. Pass either this or `user_identity_id`.',
  'AcsEncodersScanToAssignCredentialParams.acs_user_id':
    'ACS user who gets the scanned card. Pass either this or `user_identity_id`.',
  'AcsEntrancesGrantAccessParams.acs_user_id':
    'ACS user who may open the entrance. Pass either this or `user_identity_id`.',
  'AcsUsersDeleteParams.acs_user_id':
    'ACS user to delete. Without it, pass both `user_identity_id` and `acs_system_id`.',
  'AcsUsersGetParams.acs_user_id': 'ACS user to return. Pass either this or `user_identity_id`.',
  'AcsUsersListAccessibleEntrancesParams.acs_user_id':
    'ACS user whose entrances are listed. Pass either this or `user_identity_id`.',
  'AcsUsersRemoveFromAccessGroupParams.acs_user_id':
    'ACS user who leaves the access group. Pass either this or `user_identity_id`.',
  'AcsUsersRevokeAccessToAllEntrancesParams.acs_user_id':
    'ACS user who loses access to every entrance. Pass either this or `user_identity_id`.',
  'AcsUsersSuspendParams.acs_user_id':
    'ACS user to suspend. Without it, pass both `user_identity_id` and `acs_system_id`.',
  'AcsUsersUnsuspendParams.acs_user_id':
    'ACS user whose suspension ends. Without it, pass both `user_identity_id` and `acs_system_id`.',
  'AcsUsersUpdateParams.acs_user_id':
    'ACS user to change. Without it, pass both `user_identity_id` and `acs_system_id`.',
  'EventsListParams.acs_user_id': 'Returns only events about this ACS user.',
  'SeamEvent.acs_user_id':
    'ACS user that the event is about. In a lock event: the person at the door, if known.',
  'errors.acs_user_id': 'ACS user that has the problem.',
  'pending_mutations.acs_user_id': 'ACS user who is to join or leave the access group later.',
  acs_user_ids:
    'Ids of the ACS users that are linked with the user identity, at most one for each access system.',
  action_attempt_id:
    'Identifies the action attempt in Seam. Poll it with `/action_attempts/get` until `status` is no longer `pending`.',
  'ActionAttemptsGetParams.action_attempt_id':
    'Action attempt to return, with the id from the call that started the action.',
  'SeamEvent.action_attempt_id':
    'Action attempt that the event belongs to. In a lock event: present only when the action was started through Seam.',
  action_attempt_ids: 'Returns only the action attempts with these ids.',
  action_type: 'What the action does, such as `UNLOCK_DOOR`. It decides the shape of `result`.',
  'SeamEvent.action_type': 'What the action did, such as `UNLOCK_DOOR`.',
  activation_enabled: 'Whether the access point in Brivo can be unlocked remotely.',
  activation_reason: 'Why the camera was switched on: it detected motion.',
  active_access_code_count: 'Number of access codes on the device when Seam raised the warning.',
  active_thermostat_schedule: 'Thermostat schedule that is in effect now. `null` when none is.',
  active_thermostat_schedule_id: 'Id of the thermostat schedule that is in effect now. `null` when none is.',
  address: 'Postal address of the space. `null` clears it or means that none is set.',
  'keynest_metadata.address': 'Address of the place where the key is kept. `null` when unknown.',
  akiles_metadata: 'Details that only Akiles devices have. Absent for other devices.',
  allow_access_automation_rule_customization: 'Lets the customer change the access automation rules.',
  allow_climate_automation_rule_customization: 'Lets the customer change the climate automation rules.',
  allow_external_modification:
    'Whether the access code may be changed outside Seam, for example in the app of the lock. When `false`, Seam sets its own values again.',
  allow_instant_key_customization: 'Lets the customer change the look of instant keys for their properties.',
  allowed_acs_entrance_ids: 'Ids of the entrances that the new credential opens.',
  allowed_events:
    'Event types that the filter of the event list offers. When empty or omitted, all are offered.',
  any_device_allowed: 'Whether any kind of device can be connected.',
  any_provider_allowed: 'Whether the end user can connect an account of every provider that Seam supports.',
  api_url: 'URL of the API of the provider that the account logs in to.',
  appearance: 'Display details that the device itself reports, such as its name.',
  application_version: 'Version of the mobile app that the simulated phone reports.',
  assa_abloy_credential_service_metadata:
    'Details of the phone in the ASSA ABLOY Credential Service. Absent when it is not registered there.',
  assa_abloy_metadata: 'What the simulated phone reports to ASSA ABLOY: app version, radios and applet.',
  assa_abloy_vostio_metadata: 'Details that only ASSA ABLOY Vostio has. Absent for other systems.',
  'AcsCredentialsCreateParams.assa_abloy_vostio_metadata':
    'Options for a credential in ASSA ABLOY Vostio: which cards it replaces or joins.',
  assign_new_key: 'Whether the person gets a first, new card in Salto Space.',
  attempt_for_offline_device: 'Whether Seam tries to set the access code even while the device is offline.',
  audit_on_keys:
    'Whether the door writes its openings onto the cards that open it (AuditOnKeys in Salto Space).',
  audit_openings: 'Whether Salto Space records each door that the ACS user opens.',
  august_metadata: 'Details that only August devices have. Absent for other devices.',
  authorized_at: 'When the end user finished the login in the connect webview. `null` until then.',
  auto_join:
    'When `true`, Seam chooses the kind of card: one that overrides if the doors have no other cards, otherwise one that joins them.',
  auto_lock_delay_seconds: 'Time between unlocking and automatic locking, in seconds.',
  'LocksConfigureAutoLockParams.auto_lock_delay_seconds':
    'Time between unlocking and automatic locking, from 1 to 60 seconds. Required when you turn auto-lock on.',
  auto_lock_enabled: 'Whether the lock locks itself some time after it was unlocked.',
  auto_lock_time_config: 'Whether the delay of auto-lock can be set on this TTLock device.',
  automatically_manage_new_devices:
    'Whether devices found later in the account become managed at once. When `false`, they arrive as unmanaged devices.',
  available_climate_preset_modes:
    'Modes that a climate preset of this thermostat can have, such as `home`, `away` or `sleep`.',
  available_climate_presets: 'Climate presets that can be activated on the thermostat.',
  available_fan_mode_settings: 'Fan modes that the thermostat accepts.',
  available_hvac_mode_settings: 'HVAC modes that the thermostat accepts, such as `heat` or `off`.',
  avigilon_alta_metadata: 'Details that only Avigilon Alta has. Absent for other devices and systems.',
};
