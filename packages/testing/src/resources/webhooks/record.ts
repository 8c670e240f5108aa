import type { Webhook } from '@org/seam-core';
import type { Random } from '../../fake/random.ts';
import type { WebhookRow } from '../../fake/rows.ts';
import type { World } from '../../fake/world.ts';

/** Ends the attempts to deliver to a webhook: its pending deliveries fail. */
const stopDeliveries = ({ state }: World, webhook_id: string): void => {
  for (const { message_id, status } of state.deliveries.by('webhook_id', webhook_id))
    if (status === 'pending')
      state.deliveries.patch(message_id, { status: 'failed', next_attempt_at: undefined });
};

/** Deletes a webhook. Its pending deliveries fail. */
export const deleteWebhook = (world: World, { webhook_id }: WebhookRow): void => {
  stopDeliveries(world, webhook_id);
  world.state.webhooks.delete(webhook_id);
};

/** Disables a webhook, so that it gets no events and its pending deliveries fail, or enables it again. */
export const setDisabled = (world: World, webhook_id: string, is_disabled: boolean): void => {
  world.state.webhooks.patch(webhook_id, { is_disabled: is_disabled || undefined });
  if (is_disabled) stopDeliveries(world, webhook_id);
};

/** A random webhook secret in Seam's format: `whsec_` and 24 bytes in base64. */
export const makeSecret = (random: Random): string =>
  `whsec_${btoa(String.fromCharCode(...Array.from({ length: 24 }, () => random.below(256))))}`;

/** Adds a webhook with its own secret. By default it is subscribed to all events. */
export const addWebhook = (
  { state, ids, random }: World,
  workspace_id: string,
  overrides: Partial<WebhookRow> = {},
): WebhookRow =>
  state.webhooks.insert({
    webhook_id: ids.next('webhook'),
    url: 'https://example.com/webhook',
    event_types: ['*'],
    secret: overrides.secret ?? makeSecret(random),
    workspace_id,
    ...overrides,
  });

/** A webhook as the API shows it, with its current secret. */
export const presentWebhook = ({
  workspace_id: _workspace,
  previous_secret: _secret,
  is_disabled: _disabled,
  ...webhook
}: WebhookRow): Webhook => webhook;
