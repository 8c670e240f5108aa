import type { clientSessions as contract, Handlers } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { visibleToSession } from '../../access/session.ts';
import { isWanted } from '../../fake/search.ts';
import type { WorldContext } from '../../fake/world.ts';
import { createSession, extendSession, getOrCreateSession } from './create.ts';
import { findSession } from './find.ts';
import { readSessionParams } from './params.ts';
import { deleteClientSession, presentClientSession } from './record.ts';

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
