import type { AccessCodeRow } from '../rows.ts';
import type { World } from '../world.ts';
import { askForCard } from './ask-for-card.ts';
import { codesOfMethod } from './codes-of-method.ts';
import { credentialsOfMethod } from './credentials-of-method.ts';
import { failToIssue } from './fail-to-issue.ts';
import { issueMethod } from './issue-method.ts';
import { needsIssue } from './needs-issue.ts';

/** Whether nothing has to happen to an access code, or nothing before its time comes. */
const isSettled = ({ status, pending_mutations }: AccessCodeRow): boolean =>
  pending_mutations.length === 0
    ? status === 'set'
    : pending_mutations.every(({ mutation_code }) => mutation_code === 'deferring_creation');

/**
 * Brings an access method on its way once it is clear what it is made of: a card waits to be encoded, the others are
 * issued when the devices have their codes. One that is made of nothing yet waits for that, and one that has failed for
 * its access grant to change.
 */
export const settleMethod = (world: World, access_method_id: string): void => {
  const method = world.state.accessMethods.get(access_method_id);
  if (!method || method.errors.length > 0) return;
  const credentials = credentialsOfMethod(world, access_method_id);
  const isWaiting = credentials.some((credential) => needsIssue(credential));
  if (method.mode === 'card') {
    if (isWaiting) askForCard(world, method);
    return;
  }
  const codes = codesOfMethod(world, access_method_id);
  const isSomething = codes.length > 0 || credentials.length > 0 || method.mode === 'mobile_key';
  if (!isSomething || (method.is_issued && !isWaiting)) return;
  if (codes.some(({ errors }) => errors.length > 0))
    failToIssue(world, method, 'The code could not be set on a device.');
  else if (codes.every((code) => isSettled(code))) issueMethod(world, method);
};
