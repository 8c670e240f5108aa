import type {
  AccessCode,
  AccessGrant,
  AccessMethod,
  ActionAttempt,
  ClientSession,
  ConnectedAccount,
  ConnectWebview,
  CustomerPortal,
  Device,
  NoiseThreshold,
  Phone,
  SeamEvent,
  Space,
  UnmanagedAccessCode,
  UserIdentity,
  Webhook,
} from '@org/seam-core';
import type { AttemptInputs } from '../resources/action-attempts/inputs.ts';
import type { WorkspaceRow } from './collection.ts';

/** A user identity as stored: its ACS users are looked up, not stored. */
export interface UserIdentityRow extends Omit<UserIdentity, 'acs_user_ids' | 'display_name'> {
  readonly is_managed: boolean;
  /** The customer that owns the pushed data. */
  readonly customer_key?: string | undefined;
  /** Whether the deletion of its ACS users has been requested: it is deleted after them. */
  readonly has_deletion_started?: boolean | undefined;
}

/** A device as stored, managed or not. Its spaces are looked up. */
export interface DeviceRow extends Omit<Device, 'is_managed' | 'space_ids'> {
  readonly is_managed: boolean;
  /** Whose connect webview brought it in. */
  readonly customer_key?: string | undefined;
  /** Whether a lock confirms what Seam makes it do. Default: true. */
  readonly confirms_lock_actions?: boolean | undefined;
  /** When a lock was last unlocked. */
  readonly unlocked_at?: string | undefined;
  /** How a thermostat was set before it followed a schedule. */
  readonly climate_before_schedule?: Device['properties']['current_climate_setting'];
  /** The set point of a thermostat whose event was written last; absent after a change of the setting. */
  readonly reached_set_point?: number | undefined;
  /** The time until which a schedule keeps the thermostat's manual settings. */
  readonly override_ends_at?: string | undefined;
}

/** A client session as stored: its devices are counted, its user identity is named once. */
export interface ClientSessionRow extends Omit<ClientSession, 'device_count' | 'user_identity_ids'> {
  readonly revoked_at?: string | undefined;
}

/** An account as stored: its workspace is not part of the API object. */
export interface ConnectedAccountRow extends ConnectedAccount, WorkspaceRow {}

export type ConnectWebviewRow = ConnectWebview;

/** An access code as stored, managed or not. */
export interface AccessCodeRow extends Omit<AccessCode, 'is_managed'> {
  readonly is_managed: boolean;
  readonly cannot_be_managed?: UnmanagedAccessCode['cannot_be_managed'];
  readonly cannot_delete_unmanaged_access_code?: UnmanagedAccessCode['cannot_delete_unmanaged_access_code'];
  /** The access method that created it, if any. */
  readonly access_method_id?: string | undefined;
  /**
   * The user identity whose access grant it belonged to, until that was deleted or the code became unmanaged; of a backup, that
   * of the code it was pulled for.
   */
  readonly former_user_identity_id?: string | undefined;
  /** Of a backup that was pulled: the access code that it was pulled for. */
  readonly backup_of_access_code_id?: string | undefined;
  /** Whether a lock that schedules access codes itself gets this one before its start. Default: true. */
  readonly prefer_native_scheduling?: boolean | undefined;
  /** Whether it waits in the backup pool of its device. The API does not show it until it is pulled. */
  readonly is_in_backup_pool?: boolean | undefined;
}

/** An access grant as stored: its access methods, with their instant keys, and its spaces are looked up. */
export interface AccessGrantRow extends Omit<
  AccessGrant,
  'access_method_ids' | 'client_session_token' | 'instant_key_url' | 'location_ids' | 'space_ids'
> {
  readonly is_managed: boolean;
  /** The customer that owns the pushed data. */
  readonly customer_key?: string | undefined;
}

/** An access method as stored. */
export interface AccessMethodRow extends AccessMethod {
  readonly is_managed: boolean;
  /** Whether it was ever issued: the next time it is reissued. */
  readonly was_issued: boolean;
  /** When issuing it was tried last without success. */
  readonly issue_failed_at?: string | undefined;
}

/** A space as stored: its entrances and devices are counted. */
export type SpaceRow = Omit<Space, 'acs_entrance_count' | 'device_count'>;

export interface CustomerRow extends WorkspaceRow {
  readonly customer_id: string;
  readonly customer_key: string;
  readonly created_at: string;
}

export interface CustomerPortalRow extends CustomerPortal {
  readonly customer_portal_id: string;
}

/** A phone as stored, with its owner. */
export interface PhoneRow extends Phone {
  readonly user_identity_id: string;
}

export interface NoiseThresholdRow extends NoiseThreshold, WorkspaceRow {}

/** A webhook as stored. The secret before the last rotation is kept for the fault `old_secret`. */
export interface WebhookRow extends Webhook, WorkspaceRow {
  readonly event_types: string[];
  readonly secret: string;
  readonly previous_secret?: string | undefined;
  /** Whether it gets no events until it is enabled. */
  readonly is_disabled?: boolean | undefined;
}

/** The types of action attempts. */
export type ActionType = keyof AttemptInputs;

/** An action attempt as stored, with the parameters of its request. */
export interface ActionAttemptRow extends WorkspaceRow {
  readonly action_attempt_id: string;
  readonly action_type: ActionType;
  readonly status: ActionAttempt['status'];
  readonly result: object | null;
  readonly error: { readonly type: string; readonly message: string } | null;
  readonly device_id?: string | undefined;
  readonly input: AttemptInputs[ActionType];
}

/** An API key or a personal access token. The latter is valid for every workspace; its own workspace is empty. */
export interface CredentialRow extends WorkspaceRow {
  readonly token: string;
}

/** One attempt to deliver an event. */
interface DeliveryAttempt {
  readonly at: string;
  /** The status of the receiver's response; `null` when it could not be reached or was not called. */
  readonly status: number | null;
  /** Why there is no response: the error of the receiver or of the connection, or that nothing was sent. */
  readonly error?: string | undefined;
  /** The injected fault. */
  readonly fault?: string | undefined;
}

/** An event on its way to a webhook. */
export interface DeliveryRow extends WorkspaceRow {
  /** The id that is signed; all attempts have the same one. */
  readonly message_id: string;
  readonly webhook_id: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly attempts: readonly DeliveryAttempt[];
  readonly status: 'pending' | 'delivered' | 'failed';
  /** The time of the next attempt; absent without one. */
  readonly next_attempt_at?: string | undefined;
  /** The event, if it was deleted while the delivery was pending. */
  readonly event?: SeamEvent | undefined;
}
