import type { World } from '../world.ts';
import { credentialsOfMethod } from './credentials-of-method.ts';
import { grantsOfMethod } from './grants-of-method.ts';
import { needsIssue } from './needs-issue.ts';
import { reportDoors } from './report-doors.ts';
import { setIssued } from './set-issued.ts';

/** Issues a card, and with it the access method it is for, unless that needs further cards in other access systems. */
export const withMethodsOfCard = (world: World, acs_credential_id: string, issue: () => void): void => {
  const { methodCredentials, accessMethods } = world.state;
  const [access_method_id = ''] = methodCredentials.leftsOf(acs_credential_id);
  const [grant] = grantsOfMethod(world, access_method_id);
  if (grant) reportDoors(world, grant, issue);
  else issue();
  const method = accessMethods.get(access_method_id);
  const isWaiting = credentialsOfMethod(world, access_method_id).some((row) => needsIssue(row));
  if (method && !method.is_issued && !isWaiting) setIssued(world, method);
};
