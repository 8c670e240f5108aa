import type { WebhookRow } from '../rows.ts';
import type { World } from '../world.ts';

/** Deletes a webhook; what was on its way there is not tried any more. */
export const deleteWebhook = ({ state }: World, { webhook_id }: WebhookRow): void => {
  for (const { message_id, status } of state.deliveries.by('webhook_id', webhook_id))
    if (status === 'pending')
      state.deliveries.patch(message_id, { status: 'failed', next_attempt_at: undefined });
  state.webhooks.delete(webhook_id);
};
