import type { FieldTexts } from '../field-texts.ts';

export const o: FieldTexts = {
  occurred_at:
    'Date and time at which the event happened (ISO 8601). Seam can record it later, see `created_at`.',
  offline_access_codes_enabled:
    'Whether the device can use offline access codes now. Use `can_program_offline_access_codes` of the device instead.',
  offline_access_codes_supported:
    'Whether this model supports offline access codes. Use `can_program_offline_access_codes` of the device instead.',
  offline_time_frame_options:
    'Time frames that an offline access code can have. Choose one option and follow all of its rules. If absent, every time frame is allowed.',
  omnitec_metadata: 'Details from Omnitec. Present only on Omnitec devices.',
  'DevicesReportProviderMetadataParams.devices.omnitec_metadata': 'Details to report for an Omnitec device.',
  online: 'Whether the device is reachable at the moment.',
  online_access_codes_enabled:
    'Whether the device can use online access codes now. Use `can_program_online_access_codes` of the device instead.',
  online_access_codes_supported:
    'Whether this model supports online access codes. Use `can_program_online_access_codes` of the device instead.',
  online_time_frame_options:
    'Time frames that an online access code can have. Choose one option and follow all of its rules. If absent, every time frame is allowed.',
  operating_system: 'Operating system of the simulated phone.',
  operation: 'How to compare the field with `value`. Only `=` (equal) exists.',
  org_name: 'Name of the organization in Avigilon Alta.',
  organization_id: 'Id of the organization that owns the workspace; `null` where it has none.',
  'WorkspacesCreateParams.organization_id':
    'Id of the organization that gets the new workspace. Omit it for a workspace without an organization.',
  'WorkspacesUpdateParams.organization_id':
    'Id of the organization to move the workspace to. You must own the workspace and be an admin of that organization.',
  organize: 'Settings for the organize part of the portal.',
  original_access_method_id:
    'Id of the access method that the backup access method comes from. Absent where there is none.',
  original_code: 'PIN code that was requested but was not available.',
  os_version: 'Version of the operating system of the simulated phone.',
  overridden: 'Whether Visionline reports the card as overridden.',
  override:
    'If `true`, issues an override credential. Use it for the first credential of a reservation in Visionline.',
  override_all_guest_acs_entrances:
    'If `true`, the credential is an override for all guest entrances in Vostio.',
  override_guest_acs_entrance_ids:
    'Ids of the guest entrances for which the Vostio credential is an override.',
  overwritten: 'Whether Visionline reports the card as overwritten.',
  owner: 'Who made the climate preset on the ecobee thermostat: the `user` or the `system`.',
  owner_user_identity_id: 'Id of a user identity. Returns only phones that belong to it.',
};
