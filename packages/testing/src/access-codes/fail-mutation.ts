import { writeEvent } from '../events/write-event.ts';
import { settleMethod } from '../grants/settle-method.ts';
import type { AccessCodeRow } from '../rows.ts';
import type { World } from '../world.ts';
import { isOnDevice } from './is-on-device.ts';
import { issuesOfAccessCode } from './issues-of-access-code.ts';
import type { AccessCodeMutation } from './mutation.ts';
import { withoutIssues } from './without-issues.ts';

interface Failure {
  readonly mutation: AccessCodeMutation;
  readonly message: string;
  /** What the access code shows. Default: that it could not be set, or not be removed. */
  readonly error_code?: 'no_space_for_access_code_on_device';
}

/** Ends a pending change without its effect: the device goes on with what it has, and the access code shows why. */
export const failMutation = (world: World, row: AccessCodeRow, failure: Failure): void => {
  const { mutation, message } = failure;
  const kind = mutation.mutation_code === 'deleting' ? 'remove_from_device' : 'set_on_device';
  const { error_code = `failed_to_${kind}` as const } = failure;
  const { errors, warnings, pending_mutations } = withoutIssues(row, mutation);
  const failed = world.state.accessCodes.patch(row.access_code_id, {
    status: isOnDevice(row) ? 'set' : 'unset',
    pending_mutations,
    warnings: warnings.filter(({ warning_code }) => warning_code !== 'being_deleted'),
    errors: [
      ...errors,
      { error_code, message, is_access_code_error: true, created_at: world.clock.timestamp() },
    ],
  });
  if (failed) writeEvent(world, `access_code.failed_to_${kind}`, issuesOfAccessCode(world, failed));
  settleMethod(world, row.access_method_id ?? '');
};
