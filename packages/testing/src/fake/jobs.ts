import { refillBackupPool } from '../resources/access-codes/backup-pool.ts';
import {
  findAddedAccessCode,
  findChangedAccessCode,
  findDisabledAccessCode,
  loseAccessCode,
} from '../resources/access-codes/external-changes.ts';
import { finishMutation } from '../resources/access-codes/finish-mutation.ts';
import { placeAccessCode } from '../resources/access-codes/sync.ts';
import { checkMethodIssued } from '../resources/access-methods/check-issued.ts';
import { settleMethod } from '../resources/access-methods/issue.ts';
import { endGrant } from '../resources/access-grants/times.ts';
import { findAcsChange } from '../resources/acs/found-changes.ts';
import { finishAcsChange } from '../resources/acs/systems/sync.ts';
import { finishAttempt } from '../resources/action-attempts/finish.ts';
import { finishFirstSync } from '../resources/connect-webviews/login.ts';
import { finishReconnection } from '../resources/connected-accounts/connection.ts';
import { findDevice, loseDevice } from '../resources/connected-accounts/find-device.ts';
import { autoLockDevice } from '../resources/locks/actions.ts';
import { endOverride } from '../resources/thermostats/climate-changes.ts';
import { followSchedules } from '../resources/thermostats/schedules/handlers.ts';
import { finishUserIdentityDeletion } from '../resources/user-identities/record.ts';
import { applyLateRequest } from './late-requests.ts';
import type { Jobs } from './world.ts';

/** The function of each kind of job. A missing one is a type error. */
export const jobs: Jobs = {
  finish_action_attempt: finishAttempt,
  finish_acs_change: finishAcsChange,
  end_access_grant: endGrant,
  delete_user_identity: finishUserIdentityDeletion,
  auto_lock_device: autoLockDevice,
  finish_access_code_mutation: finishMutation,
  settle_access_method: (world, { access_method_id }) => settleMethod(world, access_method_id),
  check_access_method_issued: checkMethodIssued,
  place_access_code: placeAccessCode,
  refill_backup_pool: refillBackupPool,
  finish_first_sync: finishFirstSync,
  finish_reconnection: finishReconnection,
  find_device: findDevice,
  lose_device: loseDevice,
  find_added_access_code: findAddedAccessCode,
  find_changed_access_code: findChangedAccessCode,
  find_disabled_access_code: findDisabledAccessCode,
  lose_access_code: loseAccessCode,
  find_acs_change: (world, { change }) => findAcsChange(world, change),
  apply_late_request: applyLateRequest,
  follow_thermostat_schedules: followSchedules,
  end_thermostat_override: endOverride,
};
