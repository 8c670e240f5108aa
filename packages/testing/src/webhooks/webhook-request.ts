import type { SeamEvent } from '@org/seam-core';
import type { WebhookRow } from '../rows.ts';
import type { WebhookFault } from './webhook-fault.ts';

interface Parts {
  readonly message_id: string;
  readonly now: Date;
  readonly fault: WebhookFault | undefined;
}

const stranger = 'whsec_YS1zdHJhbmdlcnMtc2VjcmV0LTAwMDAw';

/** The signed request that delivers an event, as the fault leaves it. */
export const webhookRequest = async (
  event: SeamEvent,
  { url, secret, previous_secret = stranger }: WebhookRow,
  { message_id, now, fault }: Parts,
): Promise<Request> => {
  // Whoever has no webhooks does not pay for loading this.
  const { signWebhook } = await import('@org/seam-core/webhooks');
  const { body, headers } = signWebhook(event, {
    secret: fault?.kind === 'old_secret' ? previous_secret : secret,
    id: message_id,
    timestamp: new Date(now.getTime() - (fault?.kind === 'delay' ? fault.ms : 0)),
  });
  return new Request(url, {
    method: 'POST',
    headers,
    body: fault?.kind === 'tamper' ? body.replace('{', '{"tampered":true,') : body,
    redirect: 'manual',
  });
};
