import { finishAttempt } from '../action-attempts/finish.ts';
import { finishMutation } from '../resources/access-codes/finish-mutation.ts';
import { placeAccessCode } from '../resources/access-codes/placement.ts';
import { endGrant } from '../resources/access-grants/times.ts';
import { finishAcsChange } from '../resources/acs/systems/apply-changes.ts';
import { autoLockDevice } from '../resources/locks/rules.ts';
import { endOverride } from '../resources/thermostats/override.ts';
import { followSchedules } from '../resources/thermostats/schedules.ts';
import { finishUserIdentityDeletion } from '../resources/user-identities/deletion.ts';
import type { Jobs } from './world.ts';

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
