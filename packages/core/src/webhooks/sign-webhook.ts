import type { SeamEvent } from '../generated/models/events.ts';
import { checkWebhookSecrets } from './check-webhook-secrets.ts';
import { signatureOf } from './signature-of.ts';
import type { UnknownSeamEvent } from './webhook-delivery.ts';

export interface SignWebhookOptions {
  readonly secret: string;

  /** Default: a new one. */
  readonly id?: string | undefined;

  /** Default: now. */
  readonly timestamp?: Date | undefined;
}

export interface SignedWebhook {
  readonly body: string;
  readonly headers: Record<string, string>;
}

/**
 * Makes the delivery that Seam would send, for tests of what receives it.
 *
 * @throws {SeamConfigError} The secret is unusable.
 */
export const signWebhook = (
  event: SeamEvent | UnknownSeamEvent,
  { secret, id = `msg_${crypto.randomUUID()}`, timestamp: date = new Date() }: SignWebhookOptions,
): SignedWebhook => {
  checkWebhookSecrets(secret);
  const body = JSON.stringify(event);
  const timestamp = String(Math.floor(date.getTime() / 1000));
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'svix-id': id,
      'svix-timestamp': timestamp,
      'svix-signature': signatureOf(secret, { id, timestamp, body }),
    },
  };
};
