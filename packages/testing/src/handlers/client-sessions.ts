import type { clientSessions as contract, Handlers } from '@org/seam-core';
import { apiError } from '@org/seam-core/server';
import { deleteClientSession } from '../deletions/client-session.ts';
import { isWanted } from '../matches.ts';
import { presentClientSession } from '../present/client-session.ts';
import { visibleToSession } from '../visible-to-session.ts';
import type { WorldContext } from '../world.ts';
import { createSession } from './client-sessions/create-session.ts';
import { extendSession } from './client-sessions/extend-session.ts';
import { findSession } from './client-sessions/find-session.ts';
import { getOrCreateSession } from './client-sessions/get-or-create-session.ts';
import { readSessionParams } from './client-sessions/read-session-params.ts';

export const clientSessions: Handlers<typeof contract, WorldContext> = {
  create: createSession,

  delete: ({ client_session_id }, { world, workspace_id }) =>
    deleteClientSession(world, world.state.clientSessions.require(client_session_id, workspace_id)),

  get: (params, context) => {
    const { client_session_id, user_identifier_key } = params;
    const own = context.client_session_id;
    if (own !== undefined && client_session_id !== undefined && user_identifier_key !== undefined)
      throw apiError('invalid_options', {
        message: 'Pass client_session_id or user_identifier_key, not both.',
      });
    const isOwn = own !== undefined && client_session_id === undefined && user_identifier_key === undefined;
    const session = findSession(isOwn ? { client_session_id: own } : params, context);
    if (!visibleToSession(context)(session)) throw apiError('unauthorized');
    return presentClientSession(context.world)(session);
  },

  getOrCreate: getOrCreateSession,

  grantAccess: (params, context) => {
    extendSession(findSession(params, context), readSessionParams(params, context), context);
  },

  list: (params, { world, workspace_id }) =>
    world.state.clientSessions
      .by('workspace_id', workspace_id)
      .filter(
        (row) =>
          isWanted(params.client_session_id, row.client_session_id) &&
          isWanted<string | null>(params.user_identifier_key, row.user_identifier_key) &&
          isWanted(params.user_identity_id, row.user_identity_id) &&
          (params.connect_webview_id === undefined ||
            row.connect_webview_ids.includes(params.connect_webview_id)) &&
          (params.without_user_identifier_key !== true || row.user_identifier_key === null),
      )
      .map(presentClientSession(world)),

  revoke: ({ client_session_id }, { world, workspace_id }) => {
    const { clientSessions: sessions } = world.state;
    if (sessions.require(client_session_id, workspace_id).revoked_at === undefined)
      sessions.patch(client_session_id, { revoked_at: world.clock.timestamp() });
  },
};
