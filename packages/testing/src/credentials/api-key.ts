import { apiError } from '@org/seam-core/server';
import { bearerOf } from './bearer-of.ts';
import type { ReadCaller } from './caller.ts';

/** The caller with an API key: whatever is sent as a bearer token and is not plainly something else. */
export const callerWithApiKey: ReadCaller = ({ state }, call) => {
  const token = bearerOf(call);
  if (token === undefined || /^seam_(at|cst)/.test(token)) return undefined;
  const key = state.apiKeys.get(token);
  if (!key) throw apiError('unauthorized', { message: 'The API key is not known.' });
  return { credential: 'api_key', workspace_id: key.workspace_id };
};
