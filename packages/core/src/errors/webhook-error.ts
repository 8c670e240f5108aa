import { SeamError } from './seam-error.ts';

/** What is wrong with a delivery, in the order in which it is looked at. */
export type WebhookErrorReason = 'too_large' | 'headers' | 'signature' | 'timestamp' | 'payload';

/**
 * A delivery that is not to be acted on. `reason` says why; `message` is for people. Neither holds the secret, the
 * signature that was expected, or anything of the body.
 */
export class SeamWebhookError extends SeamError {
  override get name(): string {
    return 'SeamWebhookError';
  }

  readonly reason: WebhookErrorReason;

  constructor(message: string, { reason }: { readonly reason: WebhookErrorReason }) {
    super(message, { outcome: 'rejected' });
    this.reason = reason;
  }
}
