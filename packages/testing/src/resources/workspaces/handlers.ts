import type { Handlers, Workspace, WorkspacesCreateParams, workspaces as contract } from '@org/seam-core';
import { omitUndefined } from '../../fake/search.ts';
import type { WorldContext } from '../../fake/world.ts';
import { startAttempt } from '../action-attempts/start.ts';
import { requireSandbox } from '../shared/checks.ts';
import { addWorkspace } from './record.ts';

type Customization = Workspace['connect_webview_customization'];

/** The parts of a customization that are set: `null` and an omitted part leave the default. */
const readCustomization = (parts: {
  readonly [K in keyof Customization]?: Customization[K] | null | undefined;
}): Customization =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== null && value !== undefined));

/** The customization of a new workspace; the deprecated parameters count where the current ones are omitted. */
const customizationOf = (params: WorkspacesCreateParams): Customization =>
  readCustomization({
    logo_shape: params.webview_logo_shape,
    primary_button_color: params.webview_primary_button_color,
    primary_button_text_color: params.webview_primary_button_text_color,
    success_message: params.webview_success_message,
    ...omitUndefined(params.connect_webview_customization ?? {}),
  });

export const workspaces: Handlers<typeof contract, WorldContext> = {
  create: (params, { world }) => {
    const { name, company_name, connect_partner_name, is_sandbox = false, organization_id = null } = params;
    return addWorkspace(world, {
      name,
      company_name: company_name ?? connect_partner_name ?? name,
      connect_partner_name: connect_partner_name ?? null,
      connect_webview_customization: customizationOf(params),
      is_sandbox,
      organization_id,
    });
  },

  get: (_, { world, workspace_id }) => world.state.workspaces.require(workspace_id, workspace_id),

  list: (_, { world, allWorkspaces, workspace_id }) =>
    world.state.workspaces.list((row) => allWorkspaces === true || row.workspace_id === workspace_id),

  resetSandbox: (_, context) => {
    requireSandbox(context);
    return startAttempt(context, 'RESET_SANDBOX_WORKSPACE', {});
  },

  update: ({ connect_webview_customization, ...changes }, { world, workspace_id }) => {
    const workspace = world.state.workspaces.require(workspace_id, workspace_id);
    world.state.workspaces.patch(workspace_id, {
      ...workspace,
      ...changes,
      connect_webview_customization: {
        ...workspace.connect_webview_customization,
        ...readCustomization(connect_webview_customization ?? {}),
      },
    });
  },
};
