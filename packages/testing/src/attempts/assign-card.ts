import { credentialsOfMethod } from '../grants/credentials-of-method.ts';
import { needsIssue } from '../grants/needs-issue.ts';
import { presentAccessMethod } from '../present/access-method.ts';
import type { AttemptEffect } from './attempt-effects.ts';
import { AttemptError } from './attempt-error.ts';
import { issueCard } from './issue-card.ts';

/** Makes a card that exists already, known by its number, the card of an access method. Any number is accepted. */
export const assignCard: AttemptEffect<'ASSIGN_CREDENTIAL'> = (world, { input, workspace_id }) => {
  const { access_method_id, card_number } = input;
  const credentials = credentialsOfMethod(world, access_method_id);
  if (credentials.length === 0)
    throw new AttemptError('credential_not_found', 'The access method has no card to assign.');
  for (const credential of credentials)
    if (needsIssue(credential)) issueCard(world, { ...credential, card_number });
  return presentAccessMethod(world.state.accessMethods.require(access_method_id, workspace_id));
};
