import type { MutationCode } from '../access-codes/mutation.ts';

/** What each kind of job has to know. The arguments are plain data, so that a snapshot keeps them. */
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
  readonly place_access_code: { readonly access_code_id: string };
}

/** The name of a kind of job. */
export type JobName = keyof JobArgs;
