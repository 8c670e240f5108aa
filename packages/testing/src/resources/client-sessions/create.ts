import type {
  ClientSession,
  ClientSessionsCreateParams,
  ClientSessionsGetOrCreateParams,
} from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { ClientSessionRow } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';
import { findSessionOfKey, isInForce } from './find.ts';
import { readSessionParams, type SessionContents } from './params.ts';
import { addClientSession, presentClientSession } from './record.ts';

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

const united = (before: readonly string[], added: readonly string[]): string[] => [
  ...new Set([...before, ...added]),
];

/** Adds to what a client session is for. @throws SeamApiError when another one has the key */
export const extendSession = (
  session: ClientSessionRow,
  contents: SessionContents,
  context: WorldContext,
): ClientSessionRow => {
  const { world } = context;
  const { user_identifier_key: key, user_identity_id } = contents;
  const other =
    key === null || key === session.user_identifier_key ? undefined : findSessionOfKey(key, context);
  if (other && isInForce(world, other)) throw apiError('client_session_token_already_exists');
  const patched = world.state.clientSessions.patch(session.client_session_id, {
    connect_webview_ids: united(session.connect_webview_ids, contents.connect_webview_ids),
    connected_account_ids: united(session.connected_account_ids, contents.connected_account_ids),
    user_identifier_key: key ?? session.user_identifier_key,
    user_identity_id: user_identity_id ?? session.user_identity_id,
  });
  return patched ?? session;
};

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));

/** A client session of nobody's key that is for exactly this; those of instant keys are their own. */
const findEqual = (
  { connect_webview_ids, connected_account_ids, user_identity_id }: SessionContents,
  { world, workspace_id }: WorldContext,
): ClientSessionRow | undefined =>
  world.state.clientSessions
    .by('user_identity_id', user_identity_id)
    .findLast(
      (row) =>
        row.workspace_id === workspace_id &&
        row.user_identifier_key === null &&
        row.customer_key === undefined &&
        isSame(row.connect_webview_ids, connect_webview_ids) &&
        isSame(row.connected_account_ids, connected_account_ids) &&
        isInForce(world, row) &&
        world.state.instantKeys.countBy('client_session_id', row.client_session_id) === 0,
    );

/** The client session of a key, or one that is for exactly what is asked for; a new one when there is none in force. */
export const getOrCreateSession = (
  params: ClientSessionsGetOrCreateParams,
  context: WorldContext,
): ClientSession => {
  const { world, workspace_id } = context;
  const contents = readSessionParams(params, context);
  const { user_identifier_key: key } = contents;
  const known = key === null ? findEqual(contents, context) : findSessionOfKey(key, context);
  const session =
    known && isInForce(world, known)
      ? extendSession(known, contents, context)
      : addClientSession(world, workspace_id, contents);
  const { client_session_id } = session;
  const expires_at = params.expires_at ?? session.expires_at;
  return presentClientSession(world)(
    world.state.clientSessions.patch(client_session_id, { expires_at }) ?? session,
  );
};
