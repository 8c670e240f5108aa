import { finishMutation } from '../access-codes/finish-mutation.ts';
import { placeAccessCode } from '../access-codes/place-access-code.ts';
import { finishAcsChange } from '../acs-changes/finish-acs-change.ts';
import { finishAttempt } from '../attempts/finish-attempt.ts';
import { autoLockDevice } from '../devices/auto-lock-device.ts';
import { finishUserIdentityDeletion } from '../deletions/finish-user-identity-deletion.ts';
import { endGrant } from '../grants/end-grant.ts';
import { followSchedules } from '../thermostats/follow-schedules.ts';
import { endOverride } from '../thermostats/override.ts';
import type { World } from '../world.ts';
import type { JobArgs } from './job-args.ts';

/** What each kind of job does when its time has come. */
export type Jobs = { readonly [K in keyof JobArgs]: (world: World, args: JobArgs[K]) => void };

/** All of them. One that is missing does not compile. */
export const jobs: Jobs = {
  finish_action_attempt: finishAttempt,
  finish_acs_change: finishAcsChange,
  end_access_grant: endGrant,
  delete_user_identity: finishUserIdentityDeletion,
  auto_lock_device: autoLockDevice,
  finish_access_code_mutation: finishMutation,
  place_access_code: placeAccessCode,
  follow_thermostat_schedules: followSchedules,
  end_thermostat_override: endOverride,
};
