import type { AnyEndpoint } from '@org/seam-core';
import { apiError, type Call } from '@org/seam-core/server';
import { unimplemented } from './handlers/unimplemented.ts';
import type { World, WorldContext } from './world.ts';

const withoutWorkspace = ['/workspaces/create', '/workspaces/list'];

/** Who calls, and where. */
export type Caller = Pick<
  WorldContext,
  'workspace_id' | 'credential' | 'client_session_id' | 'allWorkspaces'
>;

const withToken = (world: World, call: Call, { path }: AnyEndpoint): Caller => {
  const credential = 'personal_access_token';
  const workspace_id = call.header('seam-workspace');
  if (workspace_id !== undefined) {
    if (!world.state.workspaces.get(workspace_id))
      throw apiError('unauthorized', { message: 'The personal access token does not reach this workspace.' });
    return { credential, workspace_id, allWorkspaces: path === '/workspaces/list' };
  }
  if (withoutWorkspace.includes(path)) return { credential, workspace_id: '', allWorkspaces: true };
  throw apiError('unauthorized', { message: 'A personal access token needs the header seam-workspace.' });
};

const identify = (world: World, call: Call, endpoint: AnyEndpoint): Caller => {
  const token = /^Bearer (\S+)$/i.exec(call.header('authorization') ?? '')?.[1];
  if (token === undefined) throw apiError('unauthorized', { message: 'No credential was sent.' });
  if (world.state.personalAccessTokens.get(token)) return withToken(world, call, endpoint);

  const key = world.state.apiKeys.get(token);
  if (!key) throw apiError('unauthorized', { message: 'The API key is not known.' });
  if (endpoint.path === '/workspaces/create')
    throw apiError('unauthorized', { message: 'A workspace is created with a personal access token.' });
  return { credential: 'api_key', workspace_id: key.workspace_id };
};

/**
 * Finds out from the headers who calls and on which workspace. A caller who is known learns at once when the fake does
 * not have the endpoint, whatever the parameters.
 * @throws SeamUnauthorizedError
 */
export const authenticate = (world: World, call: Call, endpoint: AnyEndpoint): Caller => {
  const caller = identify(world, call, endpoint);
  if (unimplemented.has(endpoint.path)) throw apiError('not_implemented_by_fake');
  return caller;
};
