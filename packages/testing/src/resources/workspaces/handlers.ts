import type { Handlers, workspaces as contract } from '@org/seam-core';
import type { WorldContext } from '../../fake/world.ts';
import { startAttempt } from '../action-attempts/start.ts';
import { requireSandbox } from '../shared/checks.ts';
import { addWorkspace } from './record.ts';

export const workspaces: Handlers<typeof contract, WorldContext> = {
  create: ({ name, company_name, is_sandbox = false }, { world }) =>
    addWorkspace(world, { name, company_name: company_name ?? name, is_sandbox }),

  get: (_, { world, workspace_id }) => world.state.workspaces.require(workspace_id, workspace_id),

  list: (_, { world, allWorkspaces, workspace_id }) =>
    world.state.workspaces.list((row) => allWorkspaces === true || row.workspace_id === workspace_id),

  resetSandbox: (_, context) => {
    requireSandbox(context);
    return startAttempt(context, 'RESET_SANDBOX_WORKSPACE', {});
  },

  update: ({ connect_webview_customization, ...changes }, { world, workspace_id }) => {
    const workspace = world.state.workspaces.require(workspace_id, workspace_id);
    const customization = Object.entries(connect_webview_customization ?? {}).filter(
      ([, value]) => value !== null,
    );
    world.state.workspaces.patch(workspace_id, {
      ...workspace,
      ...changes,
      connect_webview_customization: {
        ...workspace.connect_webview_customization,
        ...Object.fromEntries(customization),
      },
    });
  },
};
