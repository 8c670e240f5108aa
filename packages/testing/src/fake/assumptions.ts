/**
 * What Seam's documents leave unsaid, and the fake does all the same. Each can be chosen; the defaults are in
 * `defaultAssumptions`.
 */
export interface Assumptions {
  /** How long an action attempt is pending, in milliseconds. With 0 it is done before the next call is answered. */
  readonly action_attempt_ms: number;
  /**
   * How long an access system takes to create, change or delete a user, to change who is in an access group or has a
   * credential, or to delete a group or a credential, in milliseconds; for all systems, or by `external_type`. With 0 it
   * happens at once; otherwise it shows as pending meanwhile, and what was revoked still opens.
   */
  readonly acs_sync_ms: number | Readonly<Record<string, number>>;
  /** How long a device takes to set or remove an access code, in milliseconds. With 0 it happens at once. */
  readonly access_code_sync_ms: number;
  /**
   * How long deleting a user identity takes, in milliseconds. With 0 it is gone at once; otherwise it shows the warning
   * `being_deleted` meanwhile, and keeps its access.
   */
  readonly user_identity_deletion_ms: number;
  /** Repeating a revocation, an unlinking or a removal from a group: success, or 404. */
  readonly repeated_removal: 'ok' | 'not_found';
  /** Unlinking an ACS user that belongs to another user identity: refused with 400, or success that changes nothing. */
  readonly unlink_of_another: 'refuse' | 'ignore';
  /** What `revoke_access_to_all_entrances` takes away; the users and the credentials stay. */
  readonly revoke_all_entrances: readonly ('entrances' | 'access_groups' | 'credentials')[];
  /** Whether a suspended ACS user can still open entrances. */
  readonly suspended_user_opens: boolean;
  /** Whether revoking access to a device also ends what access grants give to it. */
  readonly revoke_device_ends_grants: boolean;
  /** How many ACS users of one system a user identity may have: linking another is refused with 409, or done. */
  readonly acs_users_per_system: 'one' | 'many';
  /** How phone numbers are checked: not at all, or as E.164. */
  readonly phone_numbers: 'any' | 'e164';
  /** How long a client session lasts when nobody says, in milliseconds. */
  readonly client_session_ms: number;
  /** Whether a client session reaches the devices that its user identity may use, besides those of its accounts. */
  readonly session_sees_identity_devices: boolean;
  /** Whether API keys and the publishable key outlive the reset of a sandbox workspace. */
  readonly sandbox_reset_keeps_keys: boolean;
  /** Whether deleting an instant key also ends its client session. */
  readonly instant_key_ends_session: boolean;
  /** How many events are remembered; the oldest are forgotten first. */
  readonly events_kept: number;
}

const year = 365 * 86_400_000;

/** What the fake assumes unless told otherwise. */
export const defaultAssumptions: Assumptions = {
  action_attempt_ms: 0,
  acs_sync_ms: 0,
  access_code_sync_ms: 0,
  user_identity_deletion_ms: 0,
  repeated_removal: 'ok',
  unlink_of_another: 'refuse',
  revoke_all_entrances: ['entrances', 'access_groups', 'credentials'],
  suspended_user_opens: false,
  revoke_device_ends_grants: false,
  acs_users_per_system: 'one',
  phone_numbers: 'any',
  client_session_ms: year,
  session_sees_identity_devices: true,
  sandbox_reset_keeps_keys: true,
  instant_key_ends_session: true,
  events_kept: 20_000,
};
