import type { WorkspaceRow } from '../../../fake/collection.ts';

interface Information {
  readonly full_name?: string | null | undefined;
  readonly email_address?: string | null | undefined;
  readonly phone_number?: string | null | undefined;
}

interface Schedule {
  readonly starts_at: string | null;
  readonly ends_at: string | null;
}

interface FromTo<TValue> {
  readonly from: TValue;
  readonly to: TValue;
}

/** A change that an access system makes later. Plain data, because it is stored while it is pending. */
export type AcsChange =
  | { readonly kind: 'create_user' | 'delete_user' | 'revoke_entrances' }
  | ({ readonly kind: 'update_information' } & FromTo<Information>)
  | ({ readonly kind: 'update_schedule' } & FromTo<Schedule>)
  | ({ readonly kind: 'update_suspension' } & FromTo<{ readonly is_suspended: boolean }>)
  | { readonly kind: 'add_member' | 'remove_member' }
  | { readonly kind: 'assign_credential' | 'unassign_credential' }
  | { readonly kind: 'create_credential' | 'delete_credential' }
  | ({ readonly kind: 'update_credential' } & FromTo<
      Schedule & { readonly acs_entrance_ids: readonly string[] }
    >)
  | { readonly kind: 'change_credential'; readonly to: { readonly code?: string; readonly ends_at?: string } }
  | { readonly kind: 'delete_group' };

export type AcsChangeKind = AcsChange['kind'];

/** A pending change of an access system, and the resources it changes. */
export interface AcsChangeRow extends WorkspaceRow {
  readonly acs_change_id: string;
  readonly acs_system_id: string;
  readonly created_at: string;
  readonly change: AcsChange;
  readonly acs_user_id?: string | undefined;
  readonly acs_access_group_id?: string | undefined;
  readonly acs_credential_id?: string | undefined;
  /** Whether it only follows from what an access grant has now, so that a change of the grant may withdraw it. */
  readonly follows_grant?: boolean | undefined;
  /** What was given after a revocation of all entrances was requested: entrances, access groups and credentials. It stays. */
  readonly later_ids?: readonly string[] | undefined;
  /** Whether it was due, and has to wait for something else. */
  readonly is_waiting?: boolean | undefined;
  /** Whether it failed, and is tried again. */
  readonly has_failed?: boolean | undefined;
}

/** The warning of a resource with a pending deletion. */
export const deletionWarnings = (changes: readonly AcsChangeRow[], kind: AcsChangeKind) =>
  changes
    .filter(({ change }) => change.kind === kind)
    .slice(0, 1)
    .map(({ created_at }) => ({
      created_at,
      message: 'The access system is deleting this resource.',
      warning_code: 'being_deleted' as const,
    }));

/** A change that somebody else made in an access system, until Seam finds it. Plain data, because it is stored. */
export interface FoundAcsChange {
  readonly action:
    | 'add_user'
    | 'change_user'
    | 'remove_user'
    | 'add_credential'
    | 'change_credential'
    | 'invalidate_credential'
    | 'remove_credential'
    | 'add_entrance'
    | 'change_entrance'
    | 'remove_entrance'
    | 'add_group'
    | 'change_group'
    | 'remove_group'
    | 'add_encoder'
    | 'remove_encoder'
    | 'add_system';
  /** The id of the resource. */
  readonly id: string;
  readonly acs_system_id: string;
  readonly workspace_id: string;
  readonly connected_account_id: string;
  /** The fields of an added resource, or the changed ones. */
  readonly fields: object;
}
