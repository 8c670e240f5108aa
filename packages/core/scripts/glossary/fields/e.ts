import type { FieldTexts } from '../field-texts.ts';

export const e: FieldTexts = {
  ecobee_device_id: 'Id of the thermostat at Ecobee.',
  ecobee_metadata: 'Ecobee details of the climate preset. Only for Ecobee thermostats.',
  'Device.properties.ecobee_metadata': 'Ecobee details of the device. Only on Ecobee thermostats.',
  email: 'Email address of the ACS user. Use `email_address` instead.',
  'ConnectedAccountsGetParams.email':
    'Email address of the connected account to get. Give either this or `connected_account_id`.',
  'user_identifier.email': 'Email address that identifies the account at the provider.',
  email_address: 'Email address of the person.',
  'AccessGrantsCreateParams.user_identity.email_address':
    'Email address of the user identity, unique in the workspace. `null` or omitted: no email address.',
  'AcsUser.email_address': 'Email address of the ACS user. Absent if there is none.',
  'AcsUsersCreateParams.email_address': 'Email address of the new ACS user.',
  'AcsUsersUpdateParams.email_address': 'New email address of the ACS user. Omit it to keep the current one.',
  'UnmanagedUserIdentity.email_address':
    'Email address of the user identity, unique in the workspace. `null` if there is none.',
  'UserIdentitiesCreateParams.email_address':
    'Email address of the new user identity, unique in the workspace. With `acs_system_ids`, ACS users with the same address are linked.',
  'UserIdentitiesUpdateParams.email_address':
    'New email address of the user identity, unique in the workspace. `null` clears it; omit it to keep the current one.',
  'UserIdentity.email_address':
    'Email address of the user identity, unique in the workspace. `null` if there is none.',
  'from.email_address': 'Email address before the change. `null` if there was none.',
  'to.email_address': 'Email address after the change. `null` if it is removed.',
  encoder_id: 'Id of the card encoder in Visionline.',
  encoder_name: 'Name of the card encoder in Vostio.',
  encoder_number:
    'Number of the encoder in Hotek. It follows from the USB port that the encoder is connected to.',
  end_date_recurrence_rule:
    'Dates on which access may end, as an iCalendar `RRULE`. It does not limit the time of day. Absent: any date.',
  end_time:
    'Time of day at which access ends, `HH:MM` on a 24-hour clock in the `time_zone` of the option. If it is earlier than `start_time`, access ends on a later day.',
  endpoint_id: 'Id of the endpoint in the ASSA ABLOY Credential Service.',
  'assa_abloy_vostio_metadata.endpoint_id': 'Id of the endpoint in Vostio that the key is for.',
  endpoints: 'Endpoints of the phone in the ASSA ABLOY Credential Service.',
  ends_at: 'Time at which access ends, ISO 8601. `null` or absent: no end.',
  'AccessCode.ends_at':
    'Time at which the code stops working, ISO 8601. `null` or absent for an ongoing code.',
  'AccessCodesCreateMultipleParams.ends_at':
    'Time at which the codes stop working, ISO 8601, in the future and after `starts_at`. Omit it for ongoing codes.',
  'AccessCodesCreateParams.ends_at':
    'Time at which the code stops working, ISO 8601, in the future and after `starts_at`. Omit it for an ongoing code.',
  'AccessCodesUpdateMultipleParams.ends_at':
    'New time at which the codes stop working, ISO 8601, in the future and after `starts_at`. Omit it to keep the current one.',
  'AccessCodesUpdateParams.ends_at':
    'New time at which the code stops working, ISO 8601, in the future and after `starts_at`. Omit it to keep the current one.',
  'AccessGrantsCreateParams.ends_at':
    'Time at which access ends, ISO 8601, in the future and after `starts_at`. `null` or omitted: no end.',
  'AccessGrantsUpdateParams.ends_at':
    'New time at which access ends, ISO 8601, in the future and after `starts_at`. `null` removes the end; omit it to keep the current one.',
  'AcsCredentialsCreateParams.ends_at':
    'Time at which the credential stops working, ISO 8601, in the future and after `starts_at`.',
  'AcsCredentialsUpdateParams.ends_at':
    'New time at which the credential stops working, ISO 8601, in the future and after its `starts_at`. Omit it to keep the current one.',
  'SeamEvent.ends_at': 'New time at which the access grant ends, ISO 8601.',
  'ThermostatSchedule.ends_at': 'Time at which the schedule ends, ISO 8601.',
  'ThermostatsSchedulesCreateParams.ends_at': 'Time at which the schedule ends, ISO 8601.',
  'ThermostatsSchedulesUpdateParams.ends_at':
    'New time at which the schedule ends, ISO 8601. Omit it to keep the current one.',
  'UnmanagedAccessCode.ends_at':
    'Time at which the code stops working, ISO 8601. `null` or absent for an ongoing code.',
  'access_schedule.ends_at':
    'Time at which the access schedule ends, ISO 8601, after `starts_at`. Without a value the schedule has no end.',
  'active_thermostat_schedule.ends_at': 'Time at which the schedule ends, ISO 8601.',
  'from.ends_at': 'End of the access before the change, ISO 8601. `null` if there was none.',
  'to.ends_at': 'End of the access after the change, ISO 8601. `null` if there is none.',
  ends_daily_at:
    'Time of day at which the threshold stops applying: time and IANA time zone, such as `06:00:00[America/Los_Angeles]`.',
  enforced_setpoint_range_celsius:
    'Range of set points that the Sensi thermostat accepts, in degrees Celsius. Taken from its out-of-range error.',
  enrollment_automation_id: 'Id of the enrollment automation that the event is about.',
  entry_name: 'Name of the entry in Avigilon Alta.',
  entry_relays_total_count: 'Number of relays that the entry has in Avigilon Alta.',
  error: 'Reason for the failure of the action. `null` unless `status` is `error`.',
  error_code: 'Code of the error. Branch on it instead of on `message`.',
  'AcsEncodersSimulateNextCredentialEncodeWillFailParams.error_code':
    'Error with which the next encoding on this encoder fails.',
  'AcsEncodersSimulateNextCredentialScanWillFailParams.error_code':
    'Error with which the next scan on this encoder fails.',
  'SeamEvent.error_code': 'Reason for the lost connection, such as `account_disconnected`.',
  'failed_devices.error_code':
    'Reason for the failed revocation, such as `offline_access_code_not_revocable`.',
  error_message: 'Reason for the failure to create the requested access methods, as text.',
  errors:
    'Problems that keep the resource from working as requested, each with a code and a message. Empty if there are none.',
  event_description: 'Summary of the event, as text for people. Branch on `event_type` instead.',
  event_id: 'Id of the event, the same in `/events/list` and in webhook deliveries. Use it to deduplicate.',
  'EventsGetParams.event_id':
    'Id of the event to get. Give at least one of `event_id`, `event_type` and `device_id`.',
  event_ids: 'Returns only the events with these ids.',
  event_type: 'Type of the event, such as `lock.unlocked`. It decides which other fields exist.',
  'EventsGetParams.event_type':
    'Type of the event to get, such as `lock.unlocked`. Give at least one of `event_id`, `event_type` and `device_id`.',
  'EventsListParams.event_type': 'Returns only events of this type. For several types use `event_types`.',
  event_types: 'Event types that are delivered to the webhook. `["*"]` means all types.',
  'EventsListParams.event_types': 'Returns only events of these types.',
  'WebhooksCreateParams.event_types':
    'Event types to deliver to the new webhook. `["*"]` or omitted: all types.',
  'WebhooksUpdateParams.event_types':
    'Event types to deliver to the webhook from now on. The list replaces the current one; `["*"]` means all types.',
  events: 'Event types that the manage feature shows.',
  exclude: 'Whether to leave this feature out of the portal.',
  'AccessGrantsGetRelatedParams.exclude': 'Kinds of related resources to leave out of the batch.',
  'AccessMethodsGetRelatedParams.exclude': 'Kinds of related resources to leave out of the batch.',
  'SpacesGetRelatedParams.exclude': 'Kinds of related resources to leave out of the batch.',
  exclude_locale_picker: 'Whether to hide the choice of the language in the portal.',
  exclude_reservation_management: 'Whether to hide the management of reservations in the portal.',
  exclude_reservation_technical_details: 'Whether to hide technical details of reservations in the portal.',
  exclude_staff_management: 'Whether to hide the management of staff in the portal.',
  excluded_providers: 'Keys of the providers to leave out of the list from which the user picks.',
  exclusive: 'Whether the user identifier is exclusive to this connected account.',
  expired: 'Whether the card has expired.',
  expires_at: 'Time at which the session, key or link stops working, ISO 8601.',
  'ClientSessionsCreateParams.expires_at': 'Time at which the client session stops working, ISO 8601.',
  'ClientSessionsGetOrCreateParams.expires_at':
    'Time at which the client session stops working, ISO 8601. It also applies to a session that already exists.',
  external_type: 'Kind of the resource in the terms of the access system, such as `visionline_card`.',
  'AcsAccessGroup.external_type':
    'Kind of access group in the terms of the access system, such as `salto_ks_access_group`.',
  'AcsCredential.external_type':
    'Kind of credential in the terms of the access system, such as `visionline_card`.',
  'AcsSystem.external_type':
    'Kind of access system in the terms of its manufacturer, such as `salto_ks_site`.',
  'AcsUser.external_type': 'Kind of user in the terms of the access system, such as `salto_site_user`.',
  external_type_display_name: 'Text for `external_type` to show to people.',
};
