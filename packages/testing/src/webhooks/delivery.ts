import type { SeamEvent } from '@org/seam-core';
import type { WebhookRow } from '../fake/rows.ts';

const [second, minute, hour] = [1_000, 60_000, 3_600_000];

/**
 * The delays after a failed attempt, in milliseconds. After the last retry the delivery has failed.
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

/** A fault of a webhook delivery. */
export type WebhookFault =
  /** The attempt is lost and retried later. */
  | { readonly kind: 'drop' }
  /** The delivery is lost without retries: only a back-fill finds the event. */
  | { readonly kind: 'lose' }
  /** Delivered twice with the same id. */
  | { readonly kind: 'duplicate' }
  /** Delivered after all other due deliveries. */
  | { readonly kind: 'reorder' }
  /** Delivered `ms` milliseconds after it was signed. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Signed with the secret before the last rotation, or with an unrelated secret. */
  | { readonly kind: 'old_secret' }
  /** The body differs from the signed one. */
  | { readonly kind: 'tamper' };

interface Parts {
  readonly message_id: string;
  readonly now: Date;
  readonly fault: WebhookFault | undefined;
}

const unrelatedSecret = 'whsec_YS1zdHJhbmdlcnMtc2VjcmV0LTAwMDAw';

/** The signed request that delivers an event, as the fault leaves it. */
export const webhookRequest = async (
  event: SeamEvent,
  { url, secret, previous_secret = unrelatedSecret }: WebhookRow,
  { message_id, now, fault }: Parts,
): Promise<Request> => {
  // Loaded only when webhooks are used.
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
