import type { connectWebviews as contract, Handlers } from '@org/seam-core';
import { deleteConnectWebview } from '../deletions/connect-webview.ts';
import type { WorldContext } from '../world.ts';
import { createWebview } from './connect-webviews/create-webview.ts';
import { listWebviews } from './connect-webviews/list-webviews.ts';

export const connectWebviews: Handlers<typeof contract, WorldContext> = {
  create: createWebview,

  delete: ({ connect_webview_id }, { world, workspace_id }) =>
    deleteConnectWebview(world, world.state.connectWebviews.require(connect_webview_id, workspace_id)),

  get: ({ connect_webview_id }, { world, workspace_id }) =>
    world.state.connectWebviews.require(connect_webview_id, workspace_id),

  list: listWebviews,
};
