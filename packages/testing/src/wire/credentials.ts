import { apiError } from '@org/seam-server';
import type { ServerRequest } from '@org/seam-server/internal';
import { hasExpired } from '../fake/moment.ts';
import type { World, WorldContext } from '../fake/world.ts';

/** The token of the Authorization header. */
const bearerOf = (call: ServerRequest): string | undefined =>
  /^Bearer (\S+)$/i.exec(call.header('authorization') ?? '')?.[1];

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
  if (token === undefined || /^seam_(at|cst)/.test(token)) return undefined;
  const key = state.apiKeys.get(token);
  if (!key) throw apiError('unauthorized', { message: 'Unknown API key.' });
  return { credential: 'api_key', workspace_id: key.workspace_id };
};

const sessionTokenOf = (call: ServerRequest): string | undefined => {
  const token = call.header('seam-client-session-token') ?? call.header('client-session-token');
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
  if (!session) throw apiError('unauthorized', { message: 'Unknown client session.' });
  if (session.revoked_at !== undefined) throw apiError('client_session_revoked');
  if (hasExpired(world, session)) throw apiError('client_session_expired');
  const { client_session_id, workspace_id } = session;
  return { credential: 'client_session', workspace_id, client_session_id };
};

const personalTokenOf = (call: ServerRequest): string | undefined => {
  const token = bearerOf(call);
  return token?.startsWith('seam_at') === true ? token : undefined;
};

const withToken = ({ state }: World, token: string, workspace_id: string): Caller => {
  if (!state.personalAccessTokens.get(token))
    throw apiError('unauthorized', { message: 'Unknown personal access token.' });
  return { credential: 'personal_access_token', workspace_id, allWorkspaces: true };
};

/** The caller with a personal access token and a workspace header. */
export const callerWithTokenInWorkspace: ReadCaller = (world, call) => {
  const token = personalTokenOf(call);
  const workspace_id = call.header('seam-workspace');
  if (token === undefined || workspace_id === undefined) return undefined;
  const caller = withToken(world, token, workspace_id);
  if (!world.state.workspaces.get(workspace_id))
    throw apiError('unauthorized', { message: 'The personal access token has no access to this workspace.' });
  return caller;
};

/** The caller with a personal access token, without a workspace. */
export const callerWithToken: ReadCaller = (world, call) => {
  const token = personalTokenOf(call);
  return token === undefined ? undefined : withToken(world, token, '');
};

/** The caller with a workspace's publishable key, which is valid only without another credential. */
export const callerWithPublishableKey: ReadCaller = ({ state }, call) => {
  const key = call.header('seam-publishable-key');
  if (key === undefined || call.header('authorization') !== undefined) return undefined;
  const [workspace] = state.workspaces.by('publishable_key', key);
  if (!workspace) throw apiError('unauthorized', { message: 'Unknown publishable key.' });
  if (!workspace.is_publishable_key_auth_enabled)
    throw apiError('unauthorized', { message: 'Publishable keys are disabled for this workspace.' });
  return {
    credential: 'publishable_key',
    workspace_id: workspace.workspace_id,
    user_identifier_key: call.header('seam-user-identifier-key') ?? call.header('user-identifier-key'),
  };
};
