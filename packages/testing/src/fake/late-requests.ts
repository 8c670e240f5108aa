import { isSeamError } from '@org/seam-core';
import { valueAt } from '@org/seam-core/internal';
import { checkSession } from '../access/session.ts';
import { endpointsByPath } from './endpoint-paths.ts';
import { handlers } from './handlers.ts';
import type { Caller } from './caller.ts';
import type { JobArgs } from './job-args.ts';
import { normalizeMoments } from './moment.ts';
import type { World, WorldContext } from './world.ts';

type Handler = (params: object, context: WorldContext) => unknown;

/** Plans that a request whose response has failed is applied later. A request that changes nothing is not. */
export const planLateRequest = (
  { world, endpoint, workspace_id, credential, baseUrl, verb, ...session }: WorldContext,
  request: Pick<JobArgs['apply_late_request'], 'params' | 'request_id'> & { readonly ms: number | undefined },
): void => {
  const { client_session_id, user_identifier_key, allWorkspaces } = session;
  const { ms, params, request_id } = request;
  if (ms === undefined || endpoint.replay === 'safe') return;
  // Not the whole context: that of a request has more, which a snapshot cannot hold.
  const caller: Required<Caller> = {
    workspace_id,
    credential,
    baseUrl,
    verb,
    client_session_id,
    user_identifier_key,
    allWorkspaces,
  };
  world.schedule(ms, {
    name: 'apply_late_request',
    args: { path: endpoint.path, params, request_id, caller },
  });
};

/** Applies a request after its response has failed. When Seam rejects it now, the rejection is not reported. */
export const applyLateRequest = (
  world: World,
  { path, params, request_id, caller }: JobArgs['apply_late_request'],
): void => {
  const named = endpointsByPath.get(path);
  if (!named) return;
  const context: WorldContext = { ...caller, world, endpoint: named.endpoint };
  const handler = valueAt(handlers, named.names) as Handler;
  try {
    checkSession(params, context);
    handler(normalizeMoments(params), context);
    world.onLateEffect(request_id);
  } catch (error) {
    if (!isSeamError(error, 'SeamApiError')) throw error;
  }
};
