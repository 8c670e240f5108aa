import { apiError } from '@org/seam-server';
import { hasExpired } from '../../fake/moment.ts';
import type { ClientSessionRow } from '../../fake/rows.ts';
import type { World, WorldContext } from '../../fake/world.ts';

/** Whether a client session is neither revoked nor expired. */
export const isSessionActive = (world: Pick<World, 'clock'>, row: ClientSessionRow): boolean =>
  row.revoked_at === undefined && !hasExpired(world, row);

/** A client session, named by its id or by its key. */
interface SessionReference {
  readonly client_session_id?: string | undefined;
  readonly user_identifier_key?: string | undefined;
}

/** The latest active client session of a key, or the latest inactive one. */
export const findSessionOfKey = (
  user_identifier_key: string,
  { world, workspace_id }: WorldContext,
): ClientSessionRow | undefined => {
  const sessions = world.state.clientSessions
    .by('user_identifier_key', user_identifier_key)
    .filter((row) => row.workspace_id === workspace_id);
  return sessions.findLast((row) => isSessionActive(world, row)) ?? sessions.at(-1);
};

/** Finds a client session by its id or key. @throws SeamApiError when it does not exist, or neither is given */
export const findSession = (
  { client_session_id, user_identifier_key }: SessionReference,
  context: WorldContext,
): ClientSessionRow => {
  const { clientSessions } = context.world.state;
  if (client_session_id !== undefined) return clientSessions.require(client_session_id, context.workspace_id);
  if (user_identifier_key === undefined)
    throw apiError('invalid_input', { message: 'Pass client_session_id or user_identifier_key.' });
  const session = findSessionOfKey(user_identifier_key, context);
  if (!session) throw apiError('client_session_not_found', { data: { user_identifier_key } });
  return session;
};

/** The parameters of `create`, `get_or_create` and `grant_access` that define the contents of a client session. */
interface SessionParams {
  readonly connect_webview_ids?: readonly string[] | undefined;
  readonly connected_account_ids?: readonly string[] | undefined;
  readonly user_identifier_key?: string | undefined;
  readonly user_identity_id?: string | undefined;
  readonly user_identity_ids?: readonly string[] | undefined;
}

/** The checked contents of a client session, as they are stored. */
export type SessionContents = Pick<
  ClientSessionRow,
  'connect_webview_ids' | 'connected_account_ids' | 'user_identifier_key' | 'user_identity_id'
>;

/** A publishable key is public, so it can only create an empty client session. */
const checkPublishableKey = ({ user_identifier_key, ...contents }: SessionContents): void => {
  if (user_identifier_key === null) throw apiError('publishable_key_requires_user_identifier_key');
  const { connect_webview_ids, connected_account_ids, user_identity_id } = contents;
  if (connect_webview_ids.length > 0 || connected_account_ids.length > 0 || user_identity_id !== undefined)
    throw apiError('publishable_keys_must_create_empty_client_sessions');
};

/**
 * Reads the contents of a client session.
 * @throws SeamNotFoundError when a referenced resource does not exist
 * @throws SeamApiError when a publishable key requests more than an empty session
 */
export const readSessionParams = (params: SessionParams, context: WorldContext): SessionContents => {
  const { world, workspace_id, credential } = context;
  const { state } = world;
  const { connect_webview_ids = [], connected_account_ids = [], user_identity_ids } = params;
  const user_identity_id = params.user_identity_id ?? user_identity_ids?.[0];
  const contents: SessionContents = {
    connect_webview_ids: [...new Set(connect_webview_ids)],
    connected_account_ids: [...new Set(connected_account_ids)],
    user_identifier_key: params.user_identifier_key ?? context.user_identifier_key ?? null,
    ...(user_identity_id === undefined ? {} : { user_identity_id }),
  };
  if (credential === 'publishable_key') checkPublishableKey(contents);
  for (const id of connect_webview_ids) state.connectWebviews.require(id, workspace_id);
  for (const id of connected_account_ids) state.connectedAccounts.require(id, workspace_id);
  if (user_identity_id !== undefined) state.userIdentities.require(user_identity_id, workspace_id);
  return contents;
};
