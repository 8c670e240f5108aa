import type { ConnectWebviewRow } from '../rows.ts';
import type { World } from '../world.ts';

/** Deletes a connect webview. The account it brought in stays, also for the client sessions that have it from there. */
export const deleteConnectWebview = (
  { state }: World,
  { connect_webview_id, connected_account_id, workspace_id }: ConnectWebviewRow,
): void => {
  for (const session of state.clientSessions.by('workspace_id', workspace_id)) {
    if (!session.connect_webview_ids.includes(connect_webview_id)) continue;
    state.clientSessions.patch(session.client_session_id, {
      connect_webview_ids: session.connect_webview_ids.filter((id) => id !== connect_webview_id),
      connected_account_ids: [
        ...new Set([
          ...session.connected_account_ids,
          ...(connected_account_id ? [connected_account_id] : []),
        ]),
      ],
    });
  }
  state.connectWebviews.delete(connect_webview_id);
};
