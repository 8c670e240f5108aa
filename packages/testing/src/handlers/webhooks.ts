import type { Handlers, webhooks as contract } from '@org/seam-core';
import { deleteWebhook } from '../deletions/webhook.ts';
import { addWebhook } from '../fixtures/webhooks.ts';
import { presentWebhook } from '../present/webhook.ts';
import type { WorldContext } from '../world.ts';
import { checkEventTypes } from './webhooks/check-event-types.ts';

export const webhooks: Handlers<typeof contract, WorldContext> = {
  create: ({ url, event_types = ['*'] }, { world, workspace_id }) => {
    checkEventTypes(event_types);
    return presentWebhook(addWebhook(world, workspace_id, { url, event_types }));
  },

  delete: ({ webhook_id }, { world, workspace_id }) =>
    deleteWebhook(world, world.state.webhooks.require(webhook_id, workspace_id)),

  get: ({ webhook_id }, { world, workspace_id }) =>
    presentWebhook(world.state.webhooks.require(webhook_id, workspace_id)),

  list: (_, { world, workspace_id }) =>
    world.state.webhooks.by('workspace_id', workspace_id).map(presentWebhook),

  update: ({ webhook_id, event_types }, { world, workspace_id }) => {
    world.state.webhooks.require(webhook_id, workspace_id);
    checkEventTypes(event_types);
    world.state.webhooks.patch(webhook_id, { event_types });
  },
};
