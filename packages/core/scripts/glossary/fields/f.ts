import type { FieldTexts } from '../field-texts.ts';

export const f: FieldTexts = {
  facilities: 'Facilities, such as gyms, to create or update for the customer.',
  facility_key: 'Your own key for the facility.',
  'landing_page.manage.facility_key': 'Opens the portal at the facility with this key.',
  facility_keys: 'Your own keys of the facilities that the record applies to.',
  'CustomersDeleteDataParams.facility_keys': 'Your own keys of the facilities to delete.',
  'staff_members.facility_keys': 'Your own keys of the facilities that the staff member works in.',
  failed_devices:
    'Devices on which the access code could not be revoked, each with the reason. Some providers cannot revoke an offline access code.',
  fallback_climate_preset_key:
    'Key of the climate preset that Seam applies when a schedule ends and no other preset is active. `null` or absent if none is set.',
  fan_mode: 'Fan mode to set. Use `fan_mode_setting` instead.',
  fan_mode_setting:
    'Fan mode: `auto` (only while heating or cooling), `on` (always) or `circulate` (some minutes of each hour).',
  'Device.properties.fan_mode_setting':
    'Current fan mode. Use `current_climate_setting.fan_mode_setting` instead.',
  feature_value: 'Features of the lock as an encoded value from TTLock.',
  features: 'Features that the TTLock lock supports.',
  'CustomersCreatePortalParams.features': 'Settings for each feature of the portal.',
  field: 'Name of the field that was changed, such as `code` or `ends_at`.',
  'customer_resources_filters.field': 'Key in `custom_metadata` to filter by.',
  firmware_version: 'Firmware version of the Korelock device.',
  fob_id: 'Id of the fob of the key at KeyNest.',
  force: 'Whether to force the change of the unmanaged access code.',
  'AccessCodesUnmanagedConvertToManagedParams.force':
    'Whether to convert the code even if another workspace manages it. `true` moves the code to this workspace.',
  four_suites_metadata: '4SUITES details of the device. Only on 4SUITES devices.',
  friday_program_id: 'Id of the daily program that runs on Fridays. `null` for no program.',
  from: 'Values before the change.',
  'SeamEvent.changed_properties.from': 'Value before the change. `null` if there was none.',
  'SeamEvent.requested_mutations.from':
    'Values before the requested change. The keys depend on `mutation_code`. Absent if the change concerns no values, such as `deleting`.',
  'modified_fields.from': 'Value before the change. `null` if there was none.',
  full_name: 'Full name of the user identity. `null` if there is none.',
  'AccessGrantsCreateParams.user_identity.full_name':
    'Full name of the user identity. `null` or omitted: no name.',
  'AcsUser.full_name': 'Full name of the ACS user. Absent if there is none.',
  'AcsUsersCreateParams.full_name': 'Full name of the new ACS user.',
  'AcsUsersUpdateParams.full_name': 'New full name of the ACS user. Omit it to keep the current one.',
  'UserIdentitiesCreateParams.full_name': 'Full name of the new user identity.',
  'UserIdentitiesUpdateParams.full_name':
    'New full name of the user identity. `null` clears it; omit it to keep the current one.',
  'from.full_name': 'Full name before the change. `null` if there was none.',
  'to.full_name': 'Full name after the change. `null` if it is removed.',
};
