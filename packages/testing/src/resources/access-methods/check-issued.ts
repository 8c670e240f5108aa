import type { JobArgs } from '../../fake/job-args.ts';
import type { World } from '../../fake/world.ts';
import { hasGrantEnded } from '../access-grants/rules.ts';
import { writeEvent } from '../events/write-event.ts';
import { isBeingDeleted } from './finish-deletion.ts';
import { failToIssue } from './mark-issued.ts';
import { hasParts } from './revoke.ts';
import { accessMethodEventFields, grantsOfMethod } from './rules.ts';

/** Makes an access method that is still not issued show a delay or a failure: see `assumptions.issue_delay_ms`. */
export const checkMethodIssued = (
  world: World,
  { access_method_id, result }: JobArgs['check_access_method_issued'],
): void => {
  const { accessMethods } = world.state;
  const method = accessMethods.get(access_method_id);
  const [grant] = grantsOfMethod(world, access_method_id);
  if (!method || !grant || method.is_issued || isBeingDeleted(method) || !hasParts(world, method)) return;
  if (hasGrantEnded(world, grant)) return;
  if (result === 'failure') {
    failToIssue(world, method, 'The access method was not issued before its access grant started.');
    return;
  }
  if (method.warnings.some(({ warning_code }) => warning_code === 'delay_in_issuing')) return;
  accessMethods.patch(access_method_id, {
    warnings: [
      ...method.warnings,
      {
        warning_code: 'delay_in_issuing',
        message: 'The access method is not issued yet.',
        created_at: world.clock.timestamp(),
      },
    ],
  });
  writeEvent(world, 'access_method.delay_in_issuing', accessMethodEventFields(world, method));
};
