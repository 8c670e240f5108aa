import type { EndpointTexts } from '../endpoint-texts.ts';

export const workspaces: EndpointTexts = {
  '/workspaces/create':
    'Creates a workspace, for tests with virtual devices (`is_sandbox`) or for real ones. An API key cannot create one, because it belongs to a workspace.',
  '/workspaces/get': 'Reads the workspace to which the credentials of the request belong.',
  '/workspaces/list':
    'Lists the workspaces to which the credentials of the request give access. With an API key, that is one.',
  '/workspaces/reset_sandbox':
    'Deletes the contents of a sandbox workspace and restores its start state. Asynchronous: the action attempt ends when the reset is done. Fails outside sandbox workspaces.',
  '/workspaces/update':
    'Changes the name, the look of connect webviews, or the settings of the workspace. To move it to an organization, its owner must be an admin of that organization.',
};
