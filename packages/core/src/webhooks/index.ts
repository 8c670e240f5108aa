/** `@org/seam-core/webhooks`: makes sure that deliveries come from Seam, and makes some for tests. */
export { checkWebhookSecrets } from './check-webhook-secrets.ts';
export { createWebhookSecret } from './create-webhook-secret.ts';
export { isSeamEvent } from './is-seam-event.ts';
export type { RequestHeaders } from './read-webhook-headers.ts';
export { SeamWebhookError, type WebhookErrorReason } from './seam-webhook-error.ts';
export { signWebhook, type SignedWebhook, type SignWebhookOptions } from './sign-webhook.ts';
export { verifyWebhook, type VerifyWebhookOptions, type WebhookRequest } from './verify-webhook.ts';
export type { UnknownSeamEvent, WebhookDelivery } from './webhook-delivery.ts';
export type { SeamEvent } from '../generated/models/events.ts';
