import type { EndpointTexts } from '../endpoint-texts.ts';

export const clientSessions: EndpointTexts = {
  '/client_sessions/create':
    'Creates a client session, whose token gives a browser or an app access to the named resources only. A publishable key needs `user_identifier_key` and must not name resources; otherwise the request fails with `publishable_key_requires_user_identifier_key` or `publishable_keys_must_create_empty_client_sessions`.',
  '/client_sessions/delete':
    'Ends and deletes a client session: requests with its token then fail with `client_session_not_found`. Sends `client_session.deleted`.',
  '/client_sessions/get':
    'Reads one client session by its id or its `user_identifier_key`; without parameters, the one whose token authenticates the request. Fails with `client_session_not_found`.',
  '/client_sessions/get_or_create':
    'Reads the client session that matches the parameters, or creates it. If it exists, `expires_at` replaces its expiry. A publishable key needs `user_identifier_key` and must not name resources.',
  '/client_sessions/grant_access':
    'Gives a client session access to more connect webviews, connected accounts or a user identity. The token stays the same.',
  '/client_sessions/list':
    'Lists client sessions. The parameters select those of a user identity, a connect webview or a `user_identifier_key`.',
  '/client_sessions/revoke':
    'Makes the token of a client session invalid at once, without deleting the session. Requests with the token then fail with `client_session_revoked`.',
};
