import type { ClientSession, ClientSessionsGetOrCreateParams } from '@org/seam-core';
import { addClientSession } from '../../fixtures/client-sessions.ts';
import { presentClientSession } from '../../present/client-session.ts';
import type { ClientSessionRow } from '../../rows.ts';
import type { WorldContext } from '../../world.ts';
import { extendSession } from './extend-session.ts';
import { findSessionOfKey } from './find-session.ts';
import { isInForce } from './is-in-force.ts';
import { readSessionParams, type SessionContents } from './read-session-params.ts';

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
