import type { EndpointTexts } from '../endpoint-texts.ts';

export const webhooks: EndpointTexts = {
  '/webhooks/create':
    'Registers a URL to which Seam sends events, all of them unless `event_types` selects some. The result has the `secret` that verifies the signatures of deliveries. Fails with `invalid_event_types`.',
  '/webhooks/delete': 'Deletes a webhook and so ends its deliveries. Fails with `webhook_not_found`.',
  '/webhooks/get': 'Reads one webhook. Fails with `webhook_not_found`.',
  '/webhooks/list': 'Lists all webhooks of the workspace.',
  '/webhooks/update':
    'Replaces the event types of a webhook. Its URL cannot change: create another webhook for that.',
};
