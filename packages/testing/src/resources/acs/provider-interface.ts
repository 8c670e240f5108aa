import type {
  AcsAccessGroupRow,
  AcsEncoderRow,
  AcsEntranceRow,
  AcsSystemRow,
  AcsUserRow,
} from '../../fake/acs-rows.ts';
import type { AcsChangesElsewhere } from './changes-elsewhere.ts';
import type { AcsCredentialOverrides } from './credentials/record.ts';
import type { Disconnection } from './systems/connection.ts';

type Fields<TRow> = Partial<Omit<TRow, 'acs_system_id' | 'workspace_id'>>;

/** Why an access system is disconnected. */
export interface AcsDisconnection {
  /** @default 'acs_system_disconnected' */
  readonly error_code?: Disconnection | undefined;
  readonly message?: string | undefined;
}

/**
 * What somebody else does in an access system, without a request to Seam. Seam finds it after
 * `assumptions.provider_sync_ms`, or with a sync of the connected account, and not while the access system or its account
 * is disconnected. Every member throws a SeamConfigError when an id does not exist, a field is unknown or a new id
 * is used already.
 */
export interface AcsProvider {
  /** Adds an access system to an account. @returns the id that it gets */
  addAcsSystem(connected_account_id: string, overrides?: Partial<AcsSystemRow>): string;
  /**
   * Disconnects an access system at once: it gets an error, by default `acs_system_disconnected`. Changes that are requested
   * meanwhile are pending until it is connected again.
   */
  disconnectAcsSystem(acs_system_id: string, disconnection?: AcsDisconnection): void;
  /** Connects a disconnected access system again. Does nothing when it is connected. */
  connectAcsSystem(acs_system_id: string): void;
  /**
   * Adds a user, who is not linked to a user identity. Seam does not find users that were added in a Latch building.
   * @returns the id that the ACS user gets
   */
  addAcsUser(acs_system_id: string, overrides?: Fields<AcsUserRow>): string;
  /** Changes a user: its name, addresses, access schedule and suspension, or whether the access system lets it in. */
  changeAcsUser(acs_user_id: string, changes: AcsChangesElsewhere['user']): void;
  /** Deletes a user with its credentials. The ACS user gets the error `deleted_externally`. */
  removeAcsUser(acs_user_id: string): void;
  /** Adds a credential to a user or to an access system. @returns the id that it gets */
  addAcsCredential(overrides: AcsCredentialOverrides): string;
  /** Changes a credential. A changed schedule shows as the warning `schedule_externally_modified`. */
  changeAcsCredential(acs_credential_id: string, changes: AcsChangesElsewhere['credential']): void;
  /** Invalidates a card or a mobile key of Visionline, as by cancelling or overwriting it. */
  invalidateAcsCredential(acs_credential_id: string): void;
  /** Deletes a credential. */
  removeAcsCredential(acs_credential_id: string): void;
  /** Adds an entrance. @returns the id that it gets */
  addAcsEntrance(acs_system_id: string, overrides?: Fields<AcsEntranceRow>): string;
  /** Changes an entrance: its name, abilities, metadata, errors or warnings. */
  changeAcsEntrance(acs_entrance_id: string, changes: AcsChangesElsewhere['entrance']): void;
  /** Removes an entrance. */
  removeAcsEntrance(acs_entrance_id: string): void;
  /** Adds an access group. @returns the id that it gets */
  addAcsAccessGroup(acs_system_id: string, overrides?: Fields<AcsAccessGroupRow>): string;
  /** Changes an access group: its name, access schedule, members or entrances. */
  changeAcsAccessGroup(acs_access_group_id: string, changes: AcsChangesElsewhere['group']): void;
  /** Deletes an access group. */
  removeAcsAccessGroup(acs_access_group_id: string): void;
  /** Adds an encoder. @returns the id that it gets */
  addAcsEncoder(acs_system_id: string, overrides?: Fields<AcsEncoderRow>): string;
  /** Removes an encoder, which gets the error `acs_encoder_removed`. */
  removeAcsEncoder(acs_encoder_id: string): void;
}
