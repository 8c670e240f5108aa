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
  const apiKey = `seam_testfake_${ids.next('api_key').replaceAll('-', '')}`;
  return state.apiKeys.insert({ token: apiKey, workspace_id }).token;
};

/** Adds a personal access token, which is valid for every workspace, and returns it. */
export const addPersonalAccessToken = ({ state, ids }: World): string => {
  const token = `seam_at1fake_${ids.next('personal_access_token').replaceAll('-', '')}`;
  return state.personalAccessTokens.insert({ token, workspace_id: '' }).token;
};
