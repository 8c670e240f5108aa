import type { AccessCodePendingMutation } from '@org/seam-core';
import type { AccessCodeRow } from './rows.ts';
import type { FoundAcsChange } from '../resources/acs/systems/changes.ts';
import type { Caller } from './caller.ts';

type Request<TMutation> = TMutation extends unknown ? Omit<TMutation, 'created_at' | 'message'> : never;

/** A change to an access code that a device has to apply. A deferred creation is not one yet. */
export type AccessCodeMutation = Exclude<AccessCodePendingMutation, { mutation_code: 'deferring_creation' }>;

/** The same before it is stored. */
export type MutationRequest = Request<AccessCodeMutation>;

export type MutationCode = AccessCodeMutation['mutation_code'];

/** What somebody sets of an access code at its device. */
export type AccessCodeAtDevice = Pick<AccessCodeRow, 'code' | 'name' | 'starts_at' | 'ends_at'>;

/** The arguments of each kind of job: plain data, so that a snapshot can hold them. */
export interface JobArgs {
  readonly finish_action_attempt: { readonly action_attempt_id: string };
  readonly finish_acs_change: { readonly acs_change_id: string };
  readonly end_access_grant: { readonly access_grant_id: string; readonly ends_at: string };
  readonly delete_user_identity: { readonly user_identity_id: string };
  readonly auto_lock_device: { readonly device_id: string; readonly unlocked_at: string };
  readonly finish_access_code_mutation: {
    readonly access_code_id: string;
    readonly mutation_code: MutationCode;
    readonly created_at: string;
  };
  readonly follow_thermostat_schedules: { readonly device_id: string };
  readonly end_thermostat_override: { readonly device_id: string; readonly override_ends_at: string };
  readonly settle_access_method: { readonly access_method_id: string };
  readonly check_access_method_issued: {
    readonly access_method_id: string;
    readonly result: 'delay' | 'failure';
  };
  readonly place_access_code: { readonly access_code_id: string };
  readonly refill_backup_pool: { readonly device_id: string };
  readonly finish_first_sync: {
    readonly connected_account_id: string;
    readonly connect_webview_id: string;
    /** The devices in the account: overrides of each. */
    readonly devices: readonly object[];
  };
  readonly finish_reconnection: { readonly connected_account_id: string };
  readonly find_device: { readonly connected_account_id: string; readonly device: object };
  readonly find_acs_change: { readonly change: FoundAcsChange };
  readonly lose_device: { readonly device_id: string };
  readonly find_added_access_code: {
    readonly access_code_id: string;
    readonly device_id: string;
    readonly code: Partial<AccessCodeAtDevice>;
  };
  readonly find_changed_access_code: {
    readonly access_code_id: string;
    readonly changes: Partial<AccessCodeAtDevice>;
  };
  readonly find_disabled_access_code: { readonly access_code_id: string; readonly is_active: boolean };
  readonly lose_access_code: { readonly access_code_id: string };
  readonly apply_late_request: {
    readonly path: string;
    readonly params: object;
    /** The request's id in the journal. */
    readonly request_id: string;
    readonly caller: Caller;
  };
}

/** The name of a kind of job. */
export type JobName = keyof JobArgs;
