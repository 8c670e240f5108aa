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
  /** An offline code works until it ends: the lock cannot be told. */
  | 'offline_code'
  /** A card holds its access until it is encoded again, or ends. */
  | 'encoded_card'
  /** The access was not made through Seam, so Seam does not change it. */
  | 'unmanaged'
  /** Seam lists the door, but nothing that was read explains why. */
  | 'unexplained';

/** What removes a reason, or why nothing does. */
export type Removal =
  | { readonly possible: true; readonly change: Change }
  | {
      readonly possible: false;
      readonly cause: ResidualCause;
      /** When the access ends by itself, ISO 8601; `null` when it does not. */
      readonly until: string | null;
    };

/** Why a person can open a door. */
export type Reason = { readonly removal: Removal } & (
  | {
      /** Granted to the user identity. `certain` is false where an access grant explains the device as well. */
      readonly via: 'direct';
      readonly certain: boolean;
    }
  | {
      readonly via: 'access_grant';
      readonly access_grant_id: string;
      readonly access_method_ids: readonly string[];
    }
  | { readonly via: 'acs_user'; readonly acs_user_id: string }
  | { readonly via: 'access_group'; readonly acs_user_id: string; readonly acs_access_group_id: string }
  | { readonly via: 'credential'; readonly acs_user_id: string; readonly acs_credential_id: string }
  | { readonly via: 'unmanaged'; readonly access_code_id: string }
  | { readonly via: 'unexplained' }
);

/** A door that a person can open, with every reason. */
export interface DoorAccess {
  readonly door: Door;
  readonly reasons: readonly Reason[];
}

export const deviceDoor = ({ device_id, display_name }: Device): Door => ({
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

/** Access that a run could not remove, or that is not gone yet. */
export interface Residual {
  readonly door: Door;
  /** `pending`: Seam or the access system has not applied the change yet. */
  readonly cause: ResidualCause | 'pending';
  /** When the access ends by itself, ISO 8601; `null` when it does not or when that is unknown. */
  readonly until: string | null;
}
