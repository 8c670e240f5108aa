import type {
  ClientSession,
  clientSessions as contract,
  ClientSessionsCreateParams,
  ClientSessionsGetOrCreateParams,
  Handlers,
} from '@org/seam-core';
import { apiError } from '@org/seam-server';
import { visibleToSession } from '../../access/session.ts';
import type { ClientSessionRow } from '../../fake/rows.ts';
import { isWanted } from '../../fake/search.ts';
import type { WorldContext } from '../../fake/world.ts';
import { addClientSession, deleteClientSession, presentClientSession } from './record.ts';
import {
  findSession,
  findSessionOfKey,
  isSessionActive,
  readSessionParams,
  type SessionContents,
} from './rules.ts';

/**
 * Creates a client session. If the key already has an active one, PUT returns it unchanged and POST fails.
 * @throws SeamApiError
 */
const createSession = (params: ClientSessionsCreateParams, context: WorldContext): ClientSession => {
  const { world, workspace_id, verb } = context;
  const contents = readSessionParams(params, context);
  const { user_identifier_key } = contents;
  const existing = user_identifier_key === null ? undefined : findSessionOfKey(user_identifier_key, context);
  if (existing && isSessionActive(world, existing)) {
    if (verb === 'POST') throw apiError('client_session_token_already_exists');
    return presentClientSession(world)(existing);
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

const union = (before: readonly string[], added: readonly string[]): string[] => [
  ...new Set([...before, ...added]),
];

/**
 * Adds accounts, webviews, a key or a user identity to a client session.
 * @throws SeamApiError when another active client session has the key
 */
const extendSession = (
  session: ClientSessionRow,
  contents: SessionContents,
  context: WorldContext,
): ClientSessionRow => {
  const { world } = context;
  const { user_identifier_key: key, user_identity_id } = contents;
  const other =
    key === null || key === session.user_identifier_key ? undefined : findSessionOfKey(key, context);
  if (other && isSessionActive(world, other)) throw apiError('client_session_token_already_exists');
  const patched = world.state.clientSessions.patch(session.client_session_id, {
    connect_webview_ids: union(session.connect_webview_ids, contents.connect_webview_ids),
    connected_account_ids: union(session.connected_account_ids, contents.connected_account_ids),
    user_identifier_key: key ?? session.user_identifier_key,
    user_identity_id: user_identity_id ?? session.user_identity_id,
  });
  return patched ?? session;
};

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));

/** The active client session without a key that has exactly these contents. Sessions of instant keys are excluded. */
const findMatchingSession = (
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
        isSessionActive(world, row) &&
        world.state.instantKeys.countBy('client_session_id', row.client_session_id) === 0,
    );

/** Returns the active client session with the key or with exactly these contents. Creates one when there is none. */
const getOrCreateSession = (
  params: ClientSessionsGetOrCreateParams,
  context: WorldContext,
): ClientSession => {
  const { world, workspace_id } = context;
  const contents = readSessionParams(params, context);
  const { user_identifier_key: key } = contents;
  const existing = key === null ? findMatchingSession(contents, context) : findSessionOfKey(key, context);
  const session =
    existing && isSessionActive(world, existing)
      ? extendSession(existing, contents, context)
      : addClientSession(world, workspace_id, contents);
  const { connect_webview_ids, connected_account_ids, expires_at } = params;
  const replaces = world.assumptions.existing_client_session === 'replace';
  const patched = world.state.clientSessions.patch(session.client_session_id, {
    expires_at: expires_at ?? session.expires_at,
    ...(replaces && connect_webview_ids ? { connect_webview_ids: contents.connect_webview_ids } : {}),
    ...(replaces && connected_account_ids ? { connected_account_ids: contents.connected_account_ids } : {}),
  });
  return presentClientSession(world)(patched ?? session);
};

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
