import type { AcsEntrance, Device } from '@org/seam-core';
import type { Change } from '../changes/changes.ts';

/** A door: a device or an entrance. */
export interface Door {
  readonly kind: 'device' | 'entrance';
  /** Its `device_id` or `acs_entrance_id`. */
  readonly id: string;
  readonly name: string;
  /** The access system of an entrance. */
  readonly acs_system_id?: string | undefined;
}

/** Why access cannot be removed through Seam. */
export type ResidualCause =
  /** An offline code works until it ends: the lock cannot receive a revocation. */
  | 'offline_code'
  /**
   * A card holds its access, and the lock reads it from the card. It works until it is encoded again, until the card of the
   * next guest overrides it, or until it ends.
   */
  | 'encoded_card'
  /** The access was not made through Seam, so the workflows do not change it. */
  | 'unmanaged'
  /** A code with the digits of the person's own code. It may be somebody else's, so the workflows do not delete it. */
  | 'shared_code'
  /** Seam lists the door, but nothing that was read explains why. */
  | 'unexplained'
  /** The door was open when Seam knew it last, for example before its account was disconnected from Seam. */
  | 'door_unknown';

/** What a removal waits for: it is requested now, and has its effect when the device or the access system is connected. */
export type WaitsFor = 'device_offline' | 'access_system_disconnected';

/** What removes a reason, or why nothing does. */
export type Removal =
  | {
      readonly possible: true;
      readonly change: Change;
      /** Whether the removal is requested already. The reason opens the door until it has taken effect. */
      readonly requested?: true;
      readonly waits_for?: WaitsFor;
    }
  | {
      readonly possible: false;
      readonly cause: ResidualCause;
      /** When the access ends by itself, ISO 8601; `null` when it does not or when that is unknown. */
      readonly until: string | null;
      /**
       * The change that ends the access as far as Seam can. The workflows send it, except for `unmanaged` and `shared_code`:
       * decide first whose code it is.
       */
      readonly change?: Change;
    };

/** Why a reason opens nothing now. */
export type LatentCause =
  /** It begins later, at `from`. */
  | 'not_begun'
  /** Its card is not encoded yet, or its code or key is not ready. */
  | 'not_issued'
  /** Its ACS user is suspended. */
  | 'suspended'
  /** Seam does not list the door now, for another reason: an ACS user that the access system does not let in, for example. */
  | 'inactive';

/** Why a person can open a door. */
export type Reason = {
  readonly removal: Removal;
  /** Present when this reason opens nothing now, although another one may. */
  readonly latent?: { readonly cause: LatentCause; readonly from?: string };
} & (
  | {
      /** Granted to the user identity. `certain` is false where something else explains the device as well. */
      readonly via: 'direct';
      readonly certain: boolean;
    }
  | {
      readonly via: 'access_grant';
      readonly access_grant_id: string;
      readonly access_method_ids: readonly string[];
    }
  /** Granted to the ACS user, as far as no access group and no credential explains the entrance. */
  | { readonly via: 'acs_user'; readonly acs_user_id: string }
  | { readonly via: 'access_group'; readonly acs_user_id: string; readonly acs_access_group_id: string }
  | {
      readonly via: 'credential';
      /** Absent for a credential without an ACS user. */
      readonly acs_user_id?: string;
      readonly acs_credential_id: string;
    }
  /** A code that Seam manages and that belongs to no access grant, such as the backup of a person's code. */
  | { readonly via: 'access_code'; readonly access_code_id: string }
  /** A code that was set at the device, or that Seam does not manage any more. */
  | { readonly via: 'unmanaged'; readonly access_code_id: string }
  | { readonly via: 'unexplained' }
);

/** The reason of an access code that is not the one of an access grant. */
export type CodeReason = Extract<Reason, { readonly access_code_id: string }>;

/** A door that a person can open, with every reason. */
export interface DoorAccess {
  readonly door: Door;
  readonly reasons: readonly Reason[];
}

/** Access that opens nothing now and may later. `door` is `null` where Seam does not list the doors. */
export interface LatentAccess {
  readonly door: Door | null;
  readonly reason: Reason;
}

/** A reason for a door. `opens`: it opens the door although Seam's lists of accessible doors do not have the door. */
export interface DoorReason {
  readonly door: Door | null;
  readonly reason: Reason;
  readonly opens?: boolean;
}

export const deviceDoor = ({
  device_id,
  display_name,
}: Pick<Device, 'device_id' | 'display_name'>): Door => ({
  kind: 'device',
  id: device_id,
  name: display_name,
});

export const entranceDoor = ({ acs_entrance_id, display_name, acs_system_id }: AcsEntrance): Door => ({
  kind: 'entrance',
  id: acs_entrance_id,
  name: display_name,
  acs_system_id,
});

/** The identity of a door among devices and entrances. */
export const doorKey = ({ kind, id }: Pick<Door, 'kind' | 'id'>): string => `${kind}:${id}`;

/** Why access that Seam can remove is not gone yet. */
export type PendingCause =
  /** Seam, the device or the access system has not applied the change yet. */
  | 'pending'
  /** Seam or the access system did not accept the change. */
  | 'refused'
  | WaitsFor
  /** Somebody granted the access again while it was being removed. */
  | 'regranted';

/** Access that a workflow could not remove, or that is not gone yet. */
export interface Residual {
  /**
   * `null` where Seam does not list the doors: those of an access grant that begins later and was not made through it, those on a
   * card whose entrances were revoked before, and those of an ACS user that opens nothing now in a disconnected access system.
   */
  readonly door: Door | null;
  readonly cause: ResidualCause | PendingCause;
  /** When the access ends by itself, ISO 8601; `null` when it does not or when that is unknown. */
  readonly until: string | null;
  /** Seam's error type, or the class of the error, for `refused`. */
  readonly error?: string;
}
