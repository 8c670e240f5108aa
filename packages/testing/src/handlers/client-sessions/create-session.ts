import type { ClientSession, ClientSessionsCreateParams } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { addClientSession } from '../../fixtures/client-sessions.ts';
import { presentClientSession } from '../../present/client-session.ts';
import type { WorldContext } from '../../world.ts';
import { findSessionOfKey } from './find-session.ts';
import { isInForce } from './is-in-force.ts';
import { readSessionParams } from './read-session-params.ts';

/**
 * Creates a client session. For a key that has one already, PUT returns that one as it is, and POST is refused.
 * @throws SeamApiError
 */
export const createSession = (params: ClientSessionsCreateParams, context: WorldContext): ClientSession => {
  const { world, workspace_id, verb } = context;
  const contents = readSessionParams(params, context);
  const { user_identifier_key } = contents;
  const known = user_identifier_key === null ? undefined : findSessionOfKey(user_identifier_key, context);
  if (known && isInForce(world, known)) {
    if (verb === 'POST') throw apiError('client_session_token_already_exists');
    return presentClientSession(world)(known);
  }
  const { customer_id, expires_at } = params;
  const customer_key =
    customer_id === undefined
      ? params.customer_key
      : world.state.customers.require(customer_id, workspace_id).customer_key;
  const session = addClientSession(world, workspace_id, {
    ...contents,
    ...(expires_at === undefined ? {} : { expires_at }),
    ...(customer_key === undefined ? {} : { customer_key }),
  });
  return presentClientSession(world)(session);
};
