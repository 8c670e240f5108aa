import { apiError } from '@org/seam-server';
import type { ClientSessionRow } from '../../fake/rows.ts';
import type { WorldContext } from '../../fake/world.ts';

/** What `create`, `get_or_create` and `grant_access` say that a client session is for. */
interface SessionParams {
  readonly connect_webview_ids?: readonly string[] | undefined;
  readonly connected_account_ids?: readonly string[] | undefined;
  readonly user_identifier_key?: string | undefined;
  readonly user_identity_id?: string | undefined;
  readonly user_identity_ids?: readonly string[] | undefined;
}

/** The same, checked, under the names that a row has. */
export type SessionContents = Pick<
  ClientSessionRow,
  'connect_webview_ids' | 'connected_account_ids' | 'user_identifier_key' | 'user_identity_id'
>;

/** A publishable key is public: it opens a session that somebody else may fill. */
const checkPublishable = ({ user_identifier_key, ...given }: SessionContents): void => {
  if (user_identifier_key === null) throw apiError('publishable_key_requires_user_identifier_key');
  const { connect_webview_ids, connected_account_ids, user_identity_id } = given;
  if (connect_webview_ids.length > 0 || connected_account_ids.length > 0 || user_identity_id !== undefined)
    throw apiError('publishable_keys_must_create_empty_client_sessions');
};

/**
 * Reads what a client session shall be for.
 * @throws SeamNotFoundError when something of it does not exist; SeamApiError when a publishable key asks for too much
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
  if (credential === 'publishable_key') checkPublishable(contents);
  for (const id of connect_webview_ids) state.connectWebviews.require(id, workspace_id);
  for (const id of connected_account_ids) state.connectedAccounts.require(id, workspace_id);
  if (user_identity_id !== undefined) state.userIdentities.require(user_identity_id, workspace_id);
  return contents;
};
