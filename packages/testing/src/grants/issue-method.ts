import type { AccessMethodRow } from '../rows.ts';
import type { World } from '../world.ts';
import { credentialsOfMethod } from './credentials-of-method.ts';
import { failToIssue } from './fail-to-issue.ts';
import { grantsOfMethod } from './grants-of-method.ts';
import { hasEnded } from './has-ended.ts';
import { issueCredential } from './issue-credential.ts';
import { needsIssue } from './needs-issue.ts';
import { reportDoors } from './report-doors.ts';
import { setIssued } from './set-issued.ts';

/** Issues an access method that needs no card, and those of its credentials that are new. */
export const issueMethod = (world: World, method: AccessMethodRow): void => {
  const { access_method_id, is_issued } = method;
  const [grant] = grantsOfMethod(world, access_method_id);
  if (!grant || hasEnded(world, grant)) return;
  const failure = world.failures.take('access_method.issue');
  if (failure) {
    failToIssue(world, method, failure.message);
    return;
  }
  reportDoors(world, grant, () => {
    for (const credential of credentialsOfMethod(world, access_method_id))
      if (needsIssue(credential)) issueCredential(world, credential);
  });
  if (!is_issued) setIssued(world, method);
};
