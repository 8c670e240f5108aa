import type { Webhook } from '@org/seam-core';
import type { WebhookRow } from '../rows.ts';

/** A webhook as the API shows it, with its present secret. */
export const presentWebhook = ({ workspace_id: _, previous_secret: __, ...webhook }: WebhookRow): Webhook =>
  webhook;
