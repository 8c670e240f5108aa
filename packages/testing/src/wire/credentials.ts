import { toApiError } from '@org/seam-core/internal';
import { apiError } from '@org/seam-server';
import type { ServerRequest } from '@org/seam-server/internal';
import { hasExpired } from '../fake/moment.ts';
import type { World, WorldContext } from '../fake/world.ts';

/** A header; `undefined` when it is empty. Some clients send each header of a credential, those they do not have empty. */
const headerOf = (call: ServerRequest, name: string): string | undefined => call.header(name) || undefined;

/** The token of the Authorization header. */
const bearerOf = (call: ServerRequest): string | undefined =>
  /^Bearer (\S+)$/i.exec(headerOf(call, 'authorization') ?? '')?.[1];

/** Whether a token is the JWT of a session of Seam's console. */
const isConsoleToken = (token: string): boolean => /^ey[\w-]+\.[\w-]+\.[\w-]*$/.test(token);

/** The caller and its workspace. */
export type Caller = Pick<
  WorldContext,
  'workspace_id' | 'credential' | 'client_session_id' | 'user_identifier_key' | 'allWorkspaces'
>;

/**
 * Reads one kind of credential from a request's headers; `undefined` when it has none of that kind.
 * @throws SeamUnauthorizedError when the credential is invalid
 */
export type ReadCaller = (world: World, call: ServerRequest) => Caller | undefined;

/** The caller with an API key: any bearer token that is not another kind of token. */
export const callerWithApiKey: ReadCaller = ({ state }, call) => {
  const token = bearerOf(call);
  if (token === undefined || /^seam_(at|cst)/.test(token) || isConsoleToken(token)) return undefined;
  const key = state.apiKeys.get(token);
  if (!key) throw apiError('unauthorized', { message: 'Unknown API key.' });
  return { credential: 'api_key', workspace_id: key.workspace_id };
};

const sessionTokenOf = (call: ServerRequest): string | undefined => {
  const token = headerOf(call, 'seam-client-session-token') ?? headerOf(call, 'client-session-token');
  if (token !== undefined) {
    if (!token.startsWith('seam_cst')) throw apiError('invalid_client_session_token');
    return token;
  }
  const bearer = bearerOf(call);
  return bearer?.startsWith('seam_cst') === true ? bearer : undefined;
};

/** The caller with a client session that was neither revoked nor has expired. */
export const callerWithClientSession: ReadCaller = (world, call) => {
  const token = sessionTokenOf(call);
  if (token === undefined) return undefined;
  const [session] = world.state.clientSessions.by('token', token);
  if (!session)
    // The status of a missing credential, with the type of a missing object.
    throw toApiError('There is no client session with this token.', {
      type: 'client_session_not_found',
      statusCode: 401,
    });
  if (session.revoked_at !== undefined) throw apiError('client_session_revoked');
  if (hasExpired(world, session)) throw apiError('client_session_expired');
  const { client_session_id, workspace_id } = session;
  return { credential: 'client_session', workspace_id, client_session_id };
};

/** A kind of token that is valid for every workspace. */
interface WorkspaceToken {
  readonly credential: 'personal_access_token' | 'console_session';
  readonly name: string;
  readonly isOfKind: (token: string) => boolean;
  readonly isKnown: (world: World, token: string) => boolean;
}

const personalToken: WorkspaceToken = {
  credential: 'personal_access_token',
  name: 'personal access token',
  isOfKind: (token) => token.startsWith('seam_at'),
  isKnown: ({ state }, token) => state.personalAccessTokens.get(token) !== undefined,
};

const consoleToken: WorkspaceToken = {
  credential: 'console_session',
  name: 'console session token',
  isOfKind: isConsoleToken,
  isKnown: ({ state }, token) => state.consoleSessions.get(token) !== undefined,
};

/** The caller with a token of this kind, without a workspace. */
const withToken =
  ({ credential, name, isOfKind, isKnown }: WorkspaceToken): ReadCaller =>
  (world, call) => {
    const token = bearerOf(call);
    if (token === undefined || !isOfKind(token)) return undefined;
    if (!isKnown(world, token)) throw apiError('unauthorized', { message: `Unknown ${name}.` });
    return { credential, workspace_id: '', allWorkspaces: true };
  };

/** The caller with a token of this kind and a workspace header. */
const withTokenInWorkspace =
  (kind: WorkspaceToken): ReadCaller =>
  (world, call) => {
    const workspace_id = headerOf(call, 'seam-workspace');
    if (workspace_id === undefined) return undefined;
    const caller = withToken(kind)(world, call);
    if (caller && !world.state.workspaces.get(workspace_id))
      throw apiError('unauthorized', { message: `The ${kind.name} has no access to this workspace.` });
    return caller && { ...caller, workspace_id };
  };

export const callerWithToken = withToken(personalToken);
export const callerWithTokenInWorkspace = withTokenInWorkspace(personalToken);
export const callerWithConsoleSession = withToken(consoleToken);
export const callerWithConsoleSessionInWorkspace = withTokenInWorkspace(consoleToken);

/** The caller with a workspace's publishable key, which is valid only without another credential. */
export const callerWithPublishableKey: ReadCaller = ({ state }, call) => {
  const key = headerOf(call, 'seam-publishable-key');
  if (key === undefined || headerOf(call, 'authorization') !== undefined) return undefined;
  const [workspace] = state.workspaces.by('publishable_key', key);
  if (!workspace) throw apiError('unauthorized', { message: 'Unknown publishable key.' });
  if (!workspace.is_publishable_key_auth_enabled)
    throw apiError('unauthorized', { message: 'Publishable keys are disabled for this workspace.' });
  return {
    credential: 'publishable_key',
    workspace_id: workspace.workspace_id,
    user_identifier_key: headerOf(call, 'seam-user-identifier-key') ?? headerOf(call, 'user-identifier-key'),
  };
};
