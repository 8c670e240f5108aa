import type { FieldTexts } from '../field-texts.ts';

export const u: FieldTexts = {
  ultraloq_metadata: 'Details from Ultraloq. Present only on Ultraloq devices.',
  'DevicesReportProviderMetadataParams.devices.ultraloq_metadata':
    'Details to report for an Ultraloq device.',
  unit_key: 'Your own key of the unit.',
  unit_keys: 'Your own keys of the units that this entry concerns.',
  'CustomersDeleteDataParams.unit_keys': 'Your own keys of the units to delete.',
  'staff_members.unit_keys': 'Your own keys of the units that the staff member works in.',
  units: 'Residential units to create or update for the customer.',
  unlock_method: 'How Seam Bridge unlocks the door.',
  unlock_via_gateway: 'Whether the TTLock device can be unlocked through a gateway.',
  unmanaged_access_code_id:
    'Id of the unmanaged access code on the device that has the same code. Absent where Seam does not know it.',
  unstable_location_id: 'Id of a location to filter by. Use `space_id` instead.',
  unstable_offset: 'How many matching events to skip. Unstable: it can change without notice.',
  upper_limit_celsius: 'Upper limit of the temperature in degrees Celsius; `null` where there is none.',
  'ThermostatsSetTemperatureThresholdParams.upper_limit_celsius':
    'Temperature in degrees Celsius above which Seam sends an event. Give this or `upper_limit_fahrenheit`, not both.',
  upper_limit_fahrenheit: 'Upper limit of the temperature in degrees Fahrenheit; `null` where there is none.',
  'ThermostatsSetTemperatureThresholdParams.upper_limit_fahrenheit':
    'Temperature in degrees Fahrenheit above which Seam sends an event. Give this or `upper_limit_celsius`, not both.',
  url: 'URL to open for the user.',
  'Webhook.url': 'URL that Seam sends the events to.',
  'WebhooksCreateParams.url': 'URL that Seam sends the events to.',
  use_backup_access_code_pool:
    'If `true`, Seam keeps backup access codes ready on the device. `/access_codes/pull_backup_access_code` can then replace the code with one of them.',
  use_offline_access_code: 'Whether to create an offline access code. Use `is_offline_access_code` instead.',
  user_id: 'Id of the user in Salto Space.',
  user_identifier: 'Login of the user at the provider, as far as Seam knows it.',
  user_identifier_key: 'Id of the user in your own system. Returns only what belongs to this user.',
  'ClientSession.user_identifier_key': 'Id of the user in your own system; `null` where none is set.',
  'ClientSessionsCreateParams.user_identifier_key':
    'Id of the user in your own system, to find the client session by later.',
  'ClientSessionsGetOrCreateParams.user_identifier_key':
    'Id of the user in your own system. Seam returns the client session with this key or creates it.',
  'ClientSessionsGetParams.user_identifier_key':
    'Id of the user in your own system. Finds the client session without its `client_session_id`.',
  'ClientSessionsGrantAccessParams.user_identifier_key':
    'Id of the user in your own system. Finds the client session without its `client_session_id`.',
  'ClientSessionsListParams.user_identifier_key':
    'Id of the user in your own system. Returns only client sessions with this key.',
  user_identities: 'User identities to create or update for the customer.',
  'AccessGrantsBatch.user_identities':
    'User identities that have the access grants. Absent where they are not included.',
  user_identity:
    'Details of a user identity to create and give access to. Give either this or `user_identity_id`.',
  user_identity_email_address:
    'Email address of the user identity that the ACS user is linked to; `null` where it has none.',
  'AcsUsersListParams.user_identity_email_address':
    'Email address of a user identity. Returns only ACS users that are linked to it.',
  user_identity_full_name:
    'Full name of the user identity that the ACS user is linked to; `null` where it has none.',
  user_identity_id: 'Id that Seam gave the user identity.',
  'AccessGrantsCreateParams.user_identity_id':
    'Id of the user identity that gets access. To create one with the access grant, give `user_identity` instead.',
  'AccessGrantsListParams.user_identity_id': 'Id of a user identity. Returns only its access grants.',
  'AccessGrantsUnmanagedListParams.user_identity_id':
    'Id of a user identity. Returns only its unmanaged access grants.',
  'AcsAccessGroupsAddUserParams.user_identity_id':
    'Id of a user identity, instead of `acs_user_id`. Seam uses its ACS user, found by email address or phone number, or creates one.',
  'AcsAccessGroupsListParams.user_identity_id':
    'Id of a user identity. Returns only access groups that it is in.',
  'AcsAccessGroupsRemoveUserParams.user_identity_id': 'Id of a user identity, instead of `acs_user_id`.',
  'AcsCredential.user_identity_id':
    'Id of the user identity that has the credential. Absent where there is none.',
  'AcsCredentialsAssignParams.user_identity_id':
    'Id of a user identity, instead of `acs_user_id`. Seam uses its ACS user, found by email address or phone number, or creates one.',
  'AcsCredentialsCreateParams.user_identity_id':
    'Id of a user identity, instead of `acs_user_id`; needs `acs_system_id`. Seam uses its ACS user, found by email address or phone number, or creates one.',
  'AcsCredentialsListParams.user_identity_id': 'Id of a user identity. Returns only its credentials.',
  'AcsCredentialsUnassignParams.user_identity_id': 'Id of a user identity, instead of `acs_user_id`.',
  'AcsEncodersScanToAssignCredentialParams.user_identity_id':
    'Id of a user identity, instead of `acs_user_id`.',
  'AcsEntrancesGrantAccessParams.user_identity_id':
    'Id of a user identity, instead of `acs_user_id`. Seam uses its ACS user, found by email address or phone number, or creates one.',
  'AcsUser.user_identity_id':
    'Id of the user identity that the ACS user is linked to. Absent where there is none.',
  'AcsUsersCreateParams.user_identity_id': 'Id of the user identity to link the new ACS user to.',
  'AcsUsersDeleteParams.user_identity_id':
    'Id of a user identity, instead of `acs_user_id`; needs `acs_system_id`.',
  'AcsUsersGetParams.user_identity_id':
    'Id of a user identity, instead of `acs_user_id`. Add `acs_system_id` to choose the access system.',
  'AcsUsersListAccessibleEntrancesParams.user_identity_id':
    'Id of a user identity, instead of `acs_user_id`. Add `acs_system_id` to choose the access system.',
  'AcsUsersListParams.user_identity_id': 'Id of a user identity. Returns only its ACS users.',
  'AcsUsersRemoveFromAccessGroupParams.user_identity_id': 'Id of a user identity, instead of `acs_user_id`.',
  'AcsUsersRevokeAccessToAllEntrancesParams.user_identity_id':
    'Id of a user identity, instead of `acs_user_id`. Add `acs_system_id` to choose the access system.',
  'AcsUsersSuspendParams.user_identity_id':
    'Id of a user identity, instead of `acs_user_id`; needs `acs_system_id`.',
  'AcsUsersUnsuspendParams.user_identity_id':
    'Id of a user identity, instead of `acs_user_id`; needs `acs_system_id`.',
  'AcsUsersUpdateParams.user_identity_id':
    'Id of a user identity, instead of `acs_user_id`; needs `acs_system_id`.',
  'ClientSession.user_identity_id':
    'Id of the user identity that the client session acts for. Absent where there is none.',
  'ClientSessionsCreateParams.user_identity_id': 'Id of the user identity that the client session acts for.',
  'ClientSessionsGetOrCreateParams.user_identity_id':
    'Id of the user identity that the client session acts for.',
  'ClientSessionsGrantAccessParams.user_identity_id': 'Id of the user identity to add to the client session.',
  'ClientSessionsListParams.user_identity_id': 'Id of a user identity. Returns only its client sessions.',
  'EventsListParams.user_identity_id': 'Id of a user identity. Returns only events about it.',
  'InstantKeysListParams.user_identity_id': 'Id of a user identity. Returns only its instant keys.',
  'SeamEvent.user_identity_id':
    'Id of the user identity that the event is about. Absent where Seam does not know it.',
  user_identity_ids:
    'Ids of the user identities that the client session acts for. Use `user_identity_id` instead.',
  'UserIdentitiesListParams.user_identity_ids': 'Ids of user identities. Returns only these.',
  user_identity_key: 'Your own key of the user identity, unique in the workspace; `null` where none is set.',
  'UserIdentitiesAddAcsUserParams.user_identity_key':
    'Your own key of the user identity, instead of `user_identity_id`. If no user identity has it, Seam creates one from the ACS user.',
  'UserIdentitiesUnmanagedUpdateParams.user_identity_key':
    'Your own key for the user identity, unique in the workspace. Omit it to keep the key.',
  'UserIdentitiesUpdateParams.user_identity_key':
    'New key for the user identity, unique in the workspace. Omit it to keep the key; `null` removes it.',
  user_identity_keys: 'Your own keys of the user identities to delete.',
  user_identity_phone_number:
    'Phone number of the user identity that the ACS user is linked to, in E.164 format; `null` where it has none.',
  'AcsUsersListParams.user_identity_phone_number':
    'Phone number of a user identity in E.164 format, such as `+15555550100`. Returns only ACS users that are linked to it.',
  user_key: 'Your own key of the user.',
  user_keys: 'Your own keys of the users to delete.',
  user_level_id: 'Id of the user level in dormakaba Oracode.',
  user_level_name: 'Name of the user level in dormakaba Oracode; `null` where it has none.',
  username: 'User name of the login at the provider.',
  users: 'Users to create or update for the customer.',
};
