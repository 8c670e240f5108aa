/**
 * Behaviour that Seam's documentation does not specify. Each assumption is an option of `createFakeSeam`; the defaults are
 * in `defaultAssumptions`.
 */
export interface Assumptions {
  /** How long an action attempt is pending, in milliseconds. With 0 it finishes before the next response. */
  readonly action_attempt_ms: number;
  /**
   * How long an access system takes to create, change or delete a user or a credential, to change who is in an access
   * group or has a credential, or to delete a group, in milliseconds; for all systems, or by `external_type`. With 0 it
   * happens at once; otherwise the change is pending until then, and revoked access still opens doors.
   */
  readonly acs_sync_ms: number | Readonly<Record<string, number>>;
  /**
   * Which device types have the flags `can_simulate_connection`, `can_simulate_disconnection` and `can_simulate_removal`.
   * Seam's guide names August and Yale locks only; its samples show the flags for other devices too.
   */
  readonly connection_simulation: 'every_device' | 'august_and_yale';
  /**
   * When Seam tries a failed change of an access system again, in milliseconds; the change stays pending until then. Seam
   * documents to contact its support: `never` shows the error until the next request.
   */
  readonly acs_retry_ms: number | 'never';
  /** How long a device takes to set or remove an access code, in milliseconds. With 0 it happens at once. */
  readonly access_code_sync_ms: number;
  /**
   * How long after a failure the next attempt to set an access code on its device, or to remove it, begins, in
   * milliseconds, 1 or more. The time doubles with each attempt after the second, up to a day. The attempts end with the
   * first success, or when the time frame has ended.
   */
  readonly access_code_retry_ms: number;
  /**
   * How long before its start a time-bound access code is written to a lock that schedules codes itself, in
   * milliseconds. Until the start it is `unset`, with `is_scheduled_on_device`. Documented: 72 hours.
   */
  readonly native_scheduling_ms: number;
  /**
   * How long before its start a time-bound access code is set on any other lock, in milliseconds. It is `set` from then
   * on. Documented as 60 minutes in the text and as 0 in a picture.
   */
  readonly just_in_time_ms: number;
  /** How many backup access codes a device keeps ready once its backup pool is enabled. */
  readonly backup_pool_size: number;
  /** Whether deleting an access code also deletes the backup access code that was pulled for it. */
  readonly deletion_ends_backup_code: boolean;
  /**
   * A name that the lock does not take, because of its length or because another access code has it: Seam adapts it on
   * the lock, or the request is an error 400.
   */
  readonly access_code_name_constraints: 'adapt' | 'refuse';
  /** What happens to an access code at the end of its time frame: it is kept as `unset`, or deleted. */
  readonly expired_access_codes: 'keep' | 'delete';
  /**
   * How long Seam takes to find a change that somebody else made at a device, in an access system or in an account
   * (`fake.provider`), in milliseconds. With 0 it finds it at once. `connected_accounts/sync` finds it earlier. Seam is
   * documented to look every ten minutes.
   */
  readonly provider_sync_ms: number;
  /**
   * How long the first sync of an account takes after a login that creates or reconnects it, in milliseconds. With 0 its
   * devices and access systems are there at once.
   */
  readonly first_sync_ms: number;
  /**
   * How long after the request the deletion of a user identity begins, in milliseconds. Until then it has the warning
   * `being_deleted` and keeps its access. Its ACS users take `acs_sync_ms` in addition.
   */
  readonly user_identity_deletion_ms: number;
  /** Repeating a revocation, an unlinking or a removal from a group: success, or 404. */
  readonly repeated_removal: 'ok' | 'not_found';
  /** Unlinking an ACS user that belongs to another user identity: an error 400, or success that changes nothing. */
  readonly unlink_of_another: 'refuse' | 'ignore';
  /** What `revoke_access_to_all_entrances` removes. The users and the credentials remain. */
  readonly revoke_all_entrances: readonly ('entrances' | 'access_groups' | 'credentials')[];
  /** Whether a suspended ACS user can still open entrances. */
  readonly suspended_user_opens: boolean;
  /** Whether revoking access to a device also ends access to it through access grants. */
  readonly revoke_device_ends_grants: boolean;
  /**
   * Which doors of an access grant the lists of accessible devices and entrances have: those that an access code on the
   * device, or an issued credential of an active ACS user, opens now (`opened`), or in addition all doors that the access
   * grant names, while it lasts (`named`).
   */
  readonly doors_of_access_grants: 'opened' | 'named';
  /**
   * What a later change of an access grant does with access that was revoked at an ACS user or by deleting a credential:
   * it stays revoked (`stays_revoked`), or the access methods get it back, with events (`grants_again`).
   */
  readonly revoked_access_of_grants: 'stays_revoked' | 'grants_again';
  /**
   * When an access method that is not issued shows it, in milliseconds, 1 or more: with the warning `delay_in_issuing`
   * this long before its access grant starts, and with the error `failed_to_issue` at the start. If the access grant
   * starts sooner, the warning appears this long after the request, and the error after twice the time. Issuing that
   * failed is retried after the same time.
   */
  readonly issue_delay_ms: number;
  /**
   * Whether an access grant for an entrance that supports reservations needs a `reservation_key`. It does for guests, and
   * does not for staff; a request does not tell which of them it is for.
   */
  readonly reservation_key_required: boolean;
  /**
   * The access systems, by `external_type`, whose cards are assigned with `/access_methods/assign_card` instead of being
   * encoded. Others accept both.
   */
  readonly systems_with_assigned_cards: readonly string[];
  /** Whether a mobile key is issued only once its user identity has a phone, as some access systems require. */
  readonly mobile_keys_need_phone: boolean;
  /** How many ACS users of one system a user identity may have: linking another returns 409, or succeeds. */
  readonly acs_users_per_system: 'one' | 'many';
  /** How phone numbers are checked: not at all, or as E.164. */
  readonly phone_numbers: 'any' | 'e164';
  /** Default lifetime of a client session, in milliseconds. */
  readonly client_session_ms: number;
  /**
   * What `client_sessions/get_or_create` does with the accounts and webviews of a session that exists: the given ones
   * replace them (`replace`), as a guide says, or are added to them (`add`), as `grant_access` does.
   */
  readonly existing_client_session: 'replace' | 'add';
  /** Whether a client session can access its user identity's devices, in addition to those of its accounts. */
  readonly session_sees_identity_devices: boolean;
  /** Whether API keys and the publishable key remain valid after the reset of a sandbox workspace. */
  readonly sandbox_reset_keeps_keys: boolean;
  /** Whether deleting an instant key also ends its client session. */
  readonly instant_key_ends_session: boolean;
  /**
   * Requests that Seam's reference and guides print although the document describes them otherwise: an `acs_user_id` beside
   * the id of its access system, a user by its email address, all encoders without a filter. A strict fake refuses them.
   */
  readonly sample_parameters: 'accept' | 'refuse';
  /** How many events are kept; the oldest are deleted first. */
  readonly events_kept: number;
}

const minute = 60_000;
const hour = 60 * minute;
const year = 365 * 24 * hour;

/** The default assumptions. */
export const defaultAssumptions: Assumptions = {
  action_attempt_ms: 0,
  acs_sync_ms: 0,
  connection_simulation: 'every_device',
  acs_retry_ms: 'never',
  access_code_sync_ms: 0,
  access_code_retry_ms: 10 * minute,
  native_scheduling_ms: 72 * hour,
  just_in_time_ms: hour,
  backup_pool_size: 3,
  deletion_ends_backup_code: true,
  access_code_name_constraints: 'adapt',
  expired_access_codes: 'keep',
  provider_sync_ms: 0,
  first_sync_ms: 0,
  user_identity_deletion_ms: 0,
  repeated_removal: 'ok',
  unlink_of_another: 'refuse',
  revoke_all_entrances: ['entrances', 'access_groups', 'credentials'],
  suspended_user_opens: false,
  revoke_device_ends_grants: false,
  doors_of_access_grants: 'opened',
  revoked_access_of_grants: 'stays_revoked',
  issue_delay_ms: 300_000,
  reservation_key_required: false,
  systems_with_assigned_cards: [],
  mobile_keys_need_phone: false,
  acs_users_per_system: 'one',
  phone_numbers: 'any',
  client_session_ms: year,
  existing_client_session: 'replace',
  session_sees_identity_devices: true,
  sandbox_reset_keeps_keys: true,
  instant_key_ends_session: true,
  sample_parameters: 'accept',
  events_kept: 20_000,
};
