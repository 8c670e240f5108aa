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

/** What an access system can be told to change. Plain data: it is stored until the system has done it. */
export type AcsChange =
  | { readonly kind: 'create_user' | 'delete_user' | 'revoke_entrances' }
  | ({ readonly kind: 'update_information' } & FromTo<Information>)
  | ({ readonly kind: 'update_schedule' } & FromTo<Schedule>)
  | ({ readonly kind: 'update_suspension' } & FromTo<{ readonly is_suspended: boolean }>)
  | { readonly kind: 'add_member' | 'remove_member' }
  | { readonly kind: 'assign_credential' | 'unassign_credential' }
  | { readonly kind: 'delete_credential' }
  | { readonly kind: 'delete_group' };

export type AcsChangeKind = AcsChange['kind'];

/** A change that the access system has not made yet, and what it is about. */
export interface AcsChangeRow extends WorkspaceRow {
  readonly acs_change_id: string;
  readonly created_at: string;
  readonly change: AcsChange;
  readonly acs_user_id?: string | undefined;
  readonly acs_access_group_id?: string | undefined;
  readonly acs_credential_id?: string | undefined;
}
