import { SeamError } from './seam-error.ts';

/** The reason why a delivery is invalid, in the order of the checks. */
export type WebhookErrorReason = 'too_large' | 'headers' | 'signature' | 'timestamp' | 'payload';

/**
 * The delivery is invalid and must not be processed. `reason` identifies the problem; `message` is for humans. Neither contains
 * the secret, the expected signature, or content of the body.
 */
export class SeamWebhookError extends SeamError {
  override get name(): string {
    return 'SeamWebhookError';
  }

  readonly reason: WebhookErrorReason;

  /**
   * @param message what is wrong with the delivery, for humans
   * @param facts the reason, for programs
   */
  constructor(message: string, { reason }: { readonly reason: WebhookErrorReason }) {
    super(message, { outcome: 'rejected' });
    this.reason = reason;
  }
}
