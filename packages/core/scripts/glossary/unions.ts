import type { UnionTexts } from './union-texts.ts';

export const unions: UnionTexts = {
  ACTIVATE_CLIMATE_PRESET: 'Applies a climate preset to a thermostat.',
  ASSIGN_CREDENTIAL: 'Assigns a card, by its number, to an access method. The result is the access method.',
  CONFIGURE_AUTO_LOCK: 'Changes the auto-lock setting of a lock.',
  CREATE_ACCESS_CODE: 'Sets a new access code on a device.',
  CREATE_NOISE_THRESHOLD: 'Adds a noise threshold to a noise sensor.',
  DELETE_ACCESS_CODE: 'Removes an access code from a device.',
  DELETE_NOISE_THRESHOLD: 'Removes a noise threshold from a noise sensor.',
  ENCODE_CREDENTIAL: 'Writes a credential to the card on an encoder. The result is the credential.',
  LOCK_DOOR: 'Locks a lock remotely.',
  PUSH_THERMOSTAT_PROGRAMS: 'Transfers daily and weekly programs to a thermostat.',
  RESET_SANDBOX_WORKSPACE: 'Restores the start state of a sandbox workspace.',
  SCAN_CREDENTIAL:
    'Reads the card on an encoder. The result has the credential as it is on the card and as Seam knows it.',
  SCAN_TO_ASSIGN_CREDENTIAL:
    'Reads the card on an encoder and assigns it to an ACS user. The result is the credential.',
  SET_FAN_MODE: 'Changes the fan mode of a thermostat.',
  SET_HVAC_MODE: 'Changes the heating and cooling mode of a thermostat.',
  SIMULATE_KEYPAD_CODE_ENTRY: 'Enters a code at the keypad of a sandbox lock.',
  SIMULATE_MANUAL_LOCK_VIA_KEYPAD: 'Locks a sandbox lock as if someone did it at its keypad.',
  SYNC_ACCESS_CODES: 'Brings the access codes of Seam and of a device into line.',
  UNLOCK_DOOR: 'Unlocks a lock or an entrance remotely.',
  UPDATE_ACCESS_CODE: 'Changes an access code on a device.',
  UPDATE_NOISE_THRESHOLD: 'Changes a noise threshold of a noise sensor.',
  'access_code.backup_access_code_pulled':
    'Sent when a code from the backup pool replaces an access code that does not work.',
  'access_code.changed':
    'Sent when an access code has changed. `changed_properties` and `change_reason`, where known, show what and why.',
  'access_code.code_changed':
    'Sent when the code of an access code has changed on the device: `from` has the former value, `to` the new one.',
  'access_code.created': 'Sent when an access code exists in Seam. It may not be on the device yet.',
  'access_code.delay_in_removing_from_device':
    'Sent when the removal of an access code takes unusually long: until then it may still open the door.',
  'access_code.delay_in_setting_on_device':
    'Sent when it takes unusually long to set an access code: it may not work at its start.',
  'access_code.deleted': 'Sent when an access code no longer exists in Seam.',
  'access_code.deleted_external_to_seam':
    'Sent when someone has deleted a managed access code outside Seam, for example in the app of the lock.',
  'access_code.failed_to_remove_from_device':
    'Sent when an access code could not be removed from its device: it may still open the door.',
  'access_code.failed_to_set_on_device':
    'Sent when an access code could not be set on its device: it does not open the door.',
  'access_code.modified_external_to_seam':
    'Sent when someone has changed a managed access code outside Seam, for example in the app of the lock.',
  'access_code.mutations_requested':
    'Sent when a change of an access code was requested. The device may not have it yet.',
  'access_code.name_changed':
    'Sent when the name of an access code has changed on the device: `from` has the former value, `to` the new one.',
  'access_code.removed_from_device':
    'Sent when an access code is no longer on its device, so that it does not open the door.',
  'access_code.scheduled_on_device':
    'Sent when the device has an access code and its times, and will activate it by itself.',
  'access_code.set_on_device': 'Sent when an access code is set on its device and opens the door.',
  'access_code.time_frame_changed':
    'Sent when the times of an access code have changed on the device: `from` has the former times, `to` the new ones.',
  'access_code.unmanaged.converted_to_managed':
    'Sent when Seam manages an access code that was set outside Seam.',
  'access_code.unmanaged.created': 'Sent when Seam finds a code that was set on a device outside Seam.',
  'access_code.unmanaged.failed_to_convert_to_managed':
    'Sent when an unmanaged access code could not be made managed; it stays unmanaged.',
  'access_code.unmanaged.removed': 'Sent when an unmanaged access code is no longer on its device.',
  'access_grant.access_granted_to_all_doors':
    'Sent when an access grant opens all doors that were requested.',
  'access_grant.access_granted_to_door': 'Sent when an access grant opens one of its doors.',
  'access_grant.access_times_changed': 'Sent when the start or the end of an access grant has changed.',
  'access_grant.access_to_door_lost': 'Sent when an access grant no longer opens one of its doors.',
  'access_grant.could_not_create_requested_access_methods':
    'Sent when an access grant has fewer access methods than requested. `error_message` has the reason.',
  'access_grant.created': 'Sent when an access grant exists. Its doors may not open yet.',
  'access_grant.deleted': 'Sent when an access grant no longer exists.',
  'access_method.card_encoding_required':
    'Sent when an access method needs a card: encode it before it opens doors.',
  'access_method.created': 'Sent when an access method exists. It may not be issued yet.',
  'access_method.delay_in_issuing':
    'Sent shortly before the start of the access grant if the access method is not issued. Seam keeps trying.',
  'access_method.deleted': 'Sent when an access method no longer exists.',
  'access_method.failed_to_issue':
    'Sent when the access grant starts and the access method is not issued: doors may not open. Seam keeps trying.',
  'access_method.issued': 'Sent when an access method is ready for use; for a code, with the code.',
  'access_method.reissued':
    'Sent when an access method is ready for use again after a change, possibly with another code.',
  'access_method.revoked': 'Sent when an access method no longer opens doors.',
  'acs_access_group.deleted': 'Sent when an access group no longer exists.',
  'acs_credential.deleted': 'Sent when a credential no longer exists.',
  'acs_credential.invalidated': 'Sent when a credential no longer opens entrances.',
  'acs_credential.issued': 'Sent when a credential is ready for use; for a card, when it is encoded.',
  'acs_credential.reissued': 'Sent when a credential was issued again, for example after a change.',
  'acs_encoder.added': 'Sent when Seam finds a new encoder in an access system.',
  'acs_encoder.removed': 'Sent when an encoder is no longer in its access system.',
  'acs_entrance.added': 'Sent when Seam finds a new entrance in an access system.',
  'acs_entrance.removed': 'Sent when an entrance is no longer in its access system.',
  'acs_system.added': 'Sent when Seam finds a new access system.',
  'acs_system.connected': 'Sent when Seam can reach an access system.',
  'acs_system.disconnected':
    'Sent when Seam can no longer reach an access system: changes of access do not take effect there.',
  'acs_user.created': 'Sent when an ACS user exists.',
  'acs_user.deleted': 'Sent when an ACS user no longer exists.',
  'action_attempt.lock_door.failed': 'Sent when the action attempt of a remote lock has ended with an error.',
  'action_attempt.lock_door.succeeded': 'Sent when the action attempt of a remote lock has succeeded.',
  'action_attempt.simulate_keypad_code_entry.failed':
    'Sent when the simulated entry of a code has ended with an error.',
  'action_attempt.simulate_keypad_code_entry.succeeded':
    'Sent when the simulated entry of a code has succeeded.',
  'action_attempt.simulate_manual_lock_via_keypad.failed':
    'Sent when simulated locking at the keypad has ended with an error.',
  'action_attempt.simulate_manual_lock_via_keypad.succeeded':
    'Sent when simulated locking at the keypad has succeeded.',
  'action_attempt.unlock_door.failed':
    'Sent when the action attempt of a remote unlock has ended with an error.',
  'action_attempt.unlock_door.succeeded': 'Sent when the action attempt of a remote unlock has succeeded.',
  'camera.activated':
    'Sent when a camera starts to record, for example because something moves. `activation_reason` has the reason.',
  'client_session.deleted': 'Sent when a client session no longer exists; its token is invalid.',
  'connect_webview.login_failed': 'Sent when a login in a connect webview has failed.',
  'connect_webview.login_succeeded': 'Sent when a login in a connect webview has connected an account.',
  'connected_account.completed_first_sync':
    'Sent when the devices and access systems of a new account are in Seam.',
  'connected_account.completed_first_sync_after_reconnection':
    'Sent when the devices and access systems of an account are up to date again after it was reconnected.',
  'connected_account.connected': 'Sent when an account is connected, the first time or again.',
  'connected_account.created': 'Sent when a connected account exists in Seam. Its devices follow later.',
  'connected_account.deleted':
    'Sent when a connected account no longer exists in Seam, nor do its devices and access codes.',
  'connected_account.disconnected':
    'Sent when Seam has lost access to an account: changes of access do not reach its devices.',
  'connected_account.reauthorization_requested':
    'Sent when an account needs a new login in a connect webview. It still works, but will be disconnected without one.',
  'connected_account.successful_login':
    'Sent when a login has succeeded. Deprecated: use `connect_webview.login_succeeded`.',
  'device.accessory_keypad_connected': 'Sent when a separate keypad is connected to a lock.',
  'device.accessory_keypad_disconnected':
    'Sent when the separate keypad of a lock is no longer connected: access codes may not work.',
  'device.added': 'Sent when a device is in Seam, the first time or again.',
  'device.battery_status_changed':
    'Sent when the battery status of a device has changed, for example from `good` to `low`.',
  'device.connected':
    'Sent when a device is online again. Seam never sends it for devices that only work offline.',
  'device.connection_became_flaky': 'Sent when the connection of a device is often interrupted.',
  'device.connection_stabilized': 'Sent when the connection of a device is stable again.',
  'device.converted_to_unmanaged': 'Sent when Seam no longer manages a device.',
  'device.deleted': 'Sent when a device no longer exists in Seam.',
  'device.disconnected': 'Sent when a device is offline. `error_code` has the reason.',
  'device.doorbell_rang': 'Sent when someone has pressed the doorbell of a device.',
  'device.error.subscription_required':
    'Sent when a device needs a paid subscription at its provider to work fully with Seam.',
  'device.error.subscription_required.resolved':
    'Sent when a device has the subscription that was missing, or no longer needs one.',
  'device.low_battery': 'Sent when the battery level of a device has fallen below its limit.',
  'device.name_changed': 'Sent when a device has a new name.',
  'device.removed':
    'Sent when a device is no longer in its account at the provider, for example because its owner removed it.',
  'device.salto.privacy_mode_activated':
    'Sent when a Salto lock is in privacy mode, in which other users cannot open it.',
  'device.salto.privacy_mode_deactivated': 'Sent when a Salto lock is no longer in privacy mode.',
  'device.tampered':
    'Sent when a device has detected manipulation, for example that someone opened or moved it.',
  'device.third_party_integration_detected':
    'Sent when another integration controls a device and interferes with Seam.',
  'device.third_party_integration_no_longer_detected':
    'Sent when no other integration interferes with Seam on a device any more.',
  'device.unmanaged.connected': 'Sent when an unmanaged device is online again.',
  'device.unmanaged.converted_to_managed': 'Sent when Seam manages a device that was unmanaged.',
  'device.unmanaged.disconnected': 'Sent when an unmanaged device is offline. `error_code` has the reason.',
  'enrollment_automation.deleted':
    'Sent when an enrollment automation no longer exists. Seam has deprecated them.',
  'lock.access_denied':
    'Sent when a lock has refused someone, for example because of an unknown code. `reason` has the reason.',
  'lock.locked': 'Sent when a lock was locked. `method` shows how.',
  'lock.unlocked':
    'Sent when a lock was unlocked. `method` shows how; the ids, where known, show who did it.',
  'noise_sensor.noise_threshold_triggered':
    'Sent when a noise sensor has measured more noise than a threshold allows.',
  'phone.deactivated': 'Sent when a phone can no longer open doors with its mobile keys.',
  'space.created': 'Sent when a space exists.',
  'space.deleted': 'Sent when a space no longer exists.',
  'space.device_membership_changed':
    'Sent when devices or entrances were added to a space or removed from it.',
  'thermostat.climate_preset_activated':
    'Sent when a climate preset is active on a thermostat, by request or by schedule.',
  'thermostat.manually_adjusted':
    'Sent when someone has changed the settings of a thermostat outside Seam, for example at the thermostat.',
  'thermostat.temperature_changed':
    'Sent when the measured temperature has changed by 1 degree Celsius or more.',
  'thermostat.temperature_reached_set_point':
    'Sent when the measured temperature is at most 1 degree Celsius away from the set point.',
  'thermostat.temperature_threshold_exceeded':
    'Sent when the measured temperature is outside the limits that were set.',
  'thermostat.temperature_threshold_no_longer_exceeded':
    'Sent when the measured temperature is back within the limits that were set.',
};
