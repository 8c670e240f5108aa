import { apiError } from '@org/seam-core/server';
import type { ClientSessionRow } from '../../rows.ts';
import type { WorldContext } from '../../world.ts';
import { findSessionOfKey } from './find-session.ts';
import { isInForce } from './is-in-force.ts';
import type { SessionContents } from './read-session-params.ts';

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
