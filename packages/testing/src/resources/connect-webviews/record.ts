import type { ConnectWebviewRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';

/** Deletes a connect webview. Its account stays, also in the client sessions that have it through the webview. */
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

/** Adds a pending connect webview. */
export const addConnectWebview = (
  { state, ids, clock, endpoint }: World,
  workspace_id: string,
  overrides: Partial<ConnectWebviewRow> = {},
): ConnectWebviewRow => {
  const connect_webview_id = ids.next('connect_webview');
  return state.connectWebviews.insert({
    connect_webview_id,
    accepted_capabilities: ['lock', 'access_control'],
    accepted_devices: [],
    accepted_providers: [],
    any_device_allowed: true,
    any_provider_allowed: true,
    authorized_at: null,
    automatically_manage_new_devices: true,
    connected_account_id: null,
    created_at: clock.timestamp(),
    custom_metadata: {},
    custom_redirect_failure_url: null,
    custom_redirect_url: null,
    device_selection_mode: 'none',
    login_successful: false,
    selected_provider: null,
    status: 'pending',
    url: `${endpoint}/connect_webviews/view?connect_webview_id=${connect_webview_id}`,
    wait_for_device_creation: false,
    workspace_id,
    ...overrides,
  });
};
