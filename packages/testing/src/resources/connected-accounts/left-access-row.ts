import type { WorkspaceRow } from '../../fake/collection.ts';

/**
 * Access that a lock or an access system still gives after its account was deleted. Seam deletes its own data only, and can
 * neither show nor revoke the access any more.
 */
export interface LeftAccessRow extends WorkspaceRow {
  readonly left_access_id: string;
  /** The device or the entrance, which Seam does not have any more. */
  readonly door: { readonly id: string; readonly name: string; readonly kind: 'device' | 'entrance' };
  readonly user_identity_id?: string | undefined;
  readonly acs_user_id?: string | undefined;
  /** The access code, and of a backup also the one that it was pulled for. */
  readonly access_code_ids: readonly string[];
  readonly starts_at?: string | null | undefined;
  readonly ends_at?: string | null | undefined;
}
