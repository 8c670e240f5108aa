import { apiError, type Call } from '@org/seam-core/server';
import type { World } from '../world.ts';
import { bearerOf } from './bearer-of.ts';
import type { Caller, ReadCaller } from './caller.ts';

const tokenOf = (call: Call): string | undefined => {
  const token = bearerOf(call);
  return token?.startsWith('seam_at') === true ? token : undefined;
};

const withToken = ({ state }: World, token: string, workspace_id: string): Caller => {
  if (!state.personalAccessTokens.get(token))
    throw apiError('unauthorized', { message: 'The personal access token is not known.' });
  return { credential: 'personal_access_token', workspace_id, allWorkspaces: true };
};

/** The caller with a personal access token that goes with a workspace. */
export const callerWithTokenInWorkspace: ReadCaller = (world, call) => {
  const token = tokenOf(call);
  const workspace_id = call.header('seam-workspace');
  if (token === undefined || workspace_id === undefined) return undefined;
  const caller = withToken(world, token, workspace_id);
  if (!world.state.workspaces.get(workspace_id))
    throw apiError('unauthorized', { message: 'The personal access token does not reach this workspace.' });
  return caller;
};

/** The caller with a personal access token, wherever it is meant for. */
export const callerWithToken: ReadCaller = (world, call) => {
  const token = tokenOf(call);
  return token === undefined ? undefined : withToken(world, token, '');
};
