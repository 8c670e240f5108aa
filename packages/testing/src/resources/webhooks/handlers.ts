import type { Handlers, webhooks as contract } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { WorldContext } from '../../fake/world.ts';
import { eventTypes } from '../../generated/event-types.ts';
import { addWebhook, deleteWebhook, presentWebhook } from './record.ts';

/** The event types that a webhook can be subscribed to; `*` is all of them. */
export const knownEventTypes: ReadonlySet<string> = new Set(['*', ...eventTypes]);

/** Checks that all event types exist. @throws SeamInvalidInputError */
const checkEventTypes = (event_types: readonly string[]): void => {
  const unknownTypes = event_types.filter((type) => !knownEventTypes.has(type));
  if (unknownTypes.length > 0)
    throw apiError('invalid_event_types', {
      message: `Unknown event types: ${unknownTypes.join(', ')}.`,
      data: { event_types: unknownTypes },
    });
};

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
