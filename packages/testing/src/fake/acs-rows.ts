import type {
  AcsAccessGroup,
  AcsCredential,
  AcsEncoder,
  AcsEntrance,
  AcsSystem,
  AcsUser,
} from '@org/seam-core';
import type { WorkspaceRow } from './collection.ts';

/** A possible result of a scan on an encoder. */
type ScanScenario =
  | 'credential_exists_on_seam'
  | 'credential_on_encoder_needs_update'
  | 'credential_does_not_exist_on_seam'
  | 'credential_on_encoder_is_empty';

/** The planned results of the next scan and the next encoding on an encoder. Each is used once. */
export interface EncoderPlan {
  readonly next_encode?:
    | {
        readonly error_code?: string | undefined;
        /** Applies only to an encoding of this credential. */
        readonly acs_credential_id?: string | undefined;
      }
    | undefined;
  readonly next_scan?:
    | {
        readonly error_code?: string | undefined;
        readonly scenario?: ScanScenario | undefined;
        readonly acs_credential_id?: string | undefined;
      }
    | undefined;
}

/** An ACS user as stored: the fields of its user identity are looked up. */
export type AcsUserRow = Omit<
  AcsUser,
  'user_identity_email_address' | 'user_identity_full_name' | 'user_identity_phone_number'
> & {
  /** The kind of the change that failed with an error of the brand. */
  readonly refused_change?: string | undefined;
  /** The user identity that it was unlinked from last. */
  readonly former_user_identity_id?: string | undefined;
};

/** A system as stored: its numbers of users and groups are counted. */
export type AcsSystemRow = Omit<AcsSystem, 'acs_user_count' | 'acs_access_group_count'>;

/** An entrance as stored: its workspace is not part of the API object, and its spaces are looked up. */
export interface AcsEntranceRow extends Omit<AcsEntrance, 'space_ids'>, WorkspaceRow {}

/** An access group as stored. */
export type AcsAccessGroupRow = AcsAccessGroup;

/** A credential as stored. With an ACS user, it has that user's user identity. */
export interface AcsCredentialRow extends AcsCredential {
  /** Whether encoding it invalidates the other cards for its entrances. */
  readonly overrides_others?: boolean | undefined;
  /** The phone that a copy of a synced mobile key was issued to. */
  readonly phone_id?: string | undefined;
}

/** An encoder as stored, with the planned results of the next scan and encoding, and the last encoded card. */
export interface AcsEncoderRow extends AcsEncoder, EncoderPlan {
  readonly last_acs_credential_id?: string | undefined;
  /** Its number in a Hotek system. */
  readonly encoder_number?: string | undefined;
}
