import { apiError } from '@org/seam-core/server';
import type { ReadCaller } from './caller.ts';

/** The caller with a workspace's publishable key, which counts only where no other credential was sent. */
export const callerWithPublishableKey: ReadCaller = ({ state }, call) => {
  const key = call.header('seam-publishable-key');
  if (key === undefined || call.header('authorization') !== undefined) return undefined;
  const [workspace] = state.workspaces.by('publishable_key', key);
  if (!workspace) throw apiError('unauthorized', { message: 'The publishable key is not known.' });
  if (!workspace.is_publishable_key_auth_enabled)
    throw apiError('unauthorized', { message: 'The workspace has turned publishable keys off.' });
  return {
    credential: 'publishable_key',
    workspace_id: workspace.workspace_id,
    user_identifier_key: call.header('seam-user-identifier-key') ?? call.header('user-identifier-key'),
  };
};
