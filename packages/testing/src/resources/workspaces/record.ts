import type { Workspace } from '@org/seam-core';
import type { World } from '../../fake/world.ts';

/** Adds a workspace. */
export const addWorkspace = ({ state, ids }: World, overrides: Partial<Workspace> = {}): Workspace => {
  const workspace_id = ids.next('workspace');
  return state.workspaces.insert({
    workspace_id,
    name: 'Sandbox',
    company_name: 'Example Company',
    connect_partner_name: null,
    connect_webview_customization: {},
    is_publishable_key_auth_enabled: true,
    is_sandbox: true,
    is_suspended: false,
    organization_id: null,
    publishable_key: `seam_pk1fake_${workspace_id.replaceAll('-', '')}`,
    ...overrides,
  });
};

/** Adds an API key to a workspace and returns it. */
export const addApiKey = ({ state, ids }: World, workspace_id: string): string => {
  // Seam's keys of sandbox workspaces have `test` in them, those of production workspaces do not.
  const kind = state.workspaces.get(workspace_id)?.is_sandbox === false ? '' : 'test';
  const apiKey = `seam_${kind}fake_${ids.next('api_key').replaceAll('-', '')}`;
  return state.apiKeys.insert({ token: apiKey, workspace_id }).token;
};

const base64Url = (value: object): string =>
  btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** Adds a session of Seam's console, which is valid for every workspace, and returns its token: a JWT without a signature. */
export const addConsoleSession = ({ state, ids }: World): string => {
  const token = `${base64Url({ alg: 'none', typ: 'JWT' })}.${base64Url({ user_id: ids.next('console_session') })}.`;
  return state.consoleSessions.insert({ token, workspace_id: '' }).token;
};

/** Adds a personal access token, which is valid for every workspace, and returns it. */
export const addPersonalAccessToken = ({ state, ids }: World): string => {
  const token = `seam_at1fake_${ids.next('personal_access_token').replaceAll('-', '')}`;
  return state.personalAccessTokens.insert({ token, workspace_id: '' }).token;
};
