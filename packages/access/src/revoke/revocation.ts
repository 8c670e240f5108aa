import type { Door, DoorAccess, PendingCause, ResidualCause } from '../doors/door.ts';
import type { RequestedChange } from './sent-changes.ts';

/** A door that was open, and is closed in the last read. */
export interface VerifiedDoor {
  readonly door: Door;
  /** Seam's ids of the requests that closed it. */
  readonly request_ids: readonly string[];
}

/** Why a door is not proven to be closed yet. */
export type UnverifiedCause =
  | PendingCause
  /** It is unknown whether Seam has received the change: see `error`. */
  | 'failed'
  /** The doors could not be read after the change. */
  | 'unread'
  /** The caller's signal aborted the revocation. */
  | 'aborted';

/** A door that is open, or may be, although the revocation includes everything that opens it. */
export interface PendingDoor {
  readonly door: Door;
  readonly cause: UnverifiedCause;
  /** When the access ends by itself, ISO 8601; `null` when it does not or when that is unknown. */
  readonly until: string | null;
  readonly request_ids: readonly string[];
  /** Seam's error type, or the class of the error, for `failed` and `refused`. */
  readonly error?: string;
}

/** A door that stays open for a reason that the target does not include, or that nothing removes. */
export interface ResidualDoor extends DoorAccess {
  /** `other_access`: the door is open through something that was not revoked, see `reasons`. */
  readonly cause: ResidualCause | 'other_access';
  readonly until: string | null;
  readonly request_ids: readonly string[];
}

/** The result of a revocation. Each door that the target is about, and that was open, is in one of the three lists. */
export interface Revocation {
  /** The changes that were sent, with what is known of each. */
  readonly requested: readonly RequestedChange[];
  /** Doors that were open, and are closed in the last read. */
  readonly verified: readonly VerifiedDoor[];
  /** Doors that may be open: `cause` says why. Read again later. */
  readonly pending: readonly PendingDoor[];
  /** Doors that stay open: `cause` says why, and `until` when that ends. */
  readonly residual: readonly ResidualDoor[];
  /**
   * Whether nothing is left: every change was applied, the last read was clean, and nothing opens a door of the target later.
   * Seam does not list the entrances that an ACS user that opens nothing now, such as a suspended one, was granted directly, nor
   * those on a card that were revoked before, nor the doors of an access grant that it does not manage before that begins. With
   * such access it is false for each target that may include the doors.
   */
  readonly isComplete: boolean;
}
