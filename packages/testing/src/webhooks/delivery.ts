import type { SeamEvent } from '@org/seam-core';
import type { WebhookRow } from '../fake/rows.ts';

const [second, minute, hour] = [1_000, 60_000, 3_600_000];

/**
 * The milliseconds between an attempt that failed and the next one; after the last, the delivery has failed.
 * @see https://docs.svix.com/retries
 */
export const retrySchedule: readonly number[] = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  10 * hour,
];

/** What may happen to a delivery on its way. */
export type WebhookFault =
  /** Nothing arrives; the sender takes it for a failure and tries again later. */
  | { readonly kind: 'drop' }
  /** Nothing arrives, ever: for what a back-fill has to find. */
  | { readonly kind: 'lose' }
  /** It arrives twice, with the same id. */
  | { readonly kind: 'duplicate' }
  /** It arrives after everything else that is due. */
  | { readonly kind: 'reorder' }
  /** It arrives so many milliseconds after it was signed. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** It is signed with the secret before the last rotation, or with a stranger's when there was none. */
  | { readonly kind: 'old_secret' }
  /** The body is not what was signed. */
  | { readonly kind: 'tamper' };

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
