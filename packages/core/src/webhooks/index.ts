/** `@org/seam-core/webhooks`: makes sure that deliveries come from Seam, and makes some for tests. */
export { checkWebhookSecrets } from './secrets.ts';
export { createWebhookSecret } from './secrets.ts';
export { isSeamEvent } from './events.ts';
export type { RequestHeaders } from './request.ts';
export { SeamWebhookError, type WebhookErrorReason } from '../errors/webhook-error.ts';
export { signWebhook, type SignedWebhook, type SignWebhookOptions } from './sign.ts';
export { verifyWebhook, type VerifyWebhookOptions, type WebhookRequest } from './verify.ts';
export type { UnknownSeamEvent, WebhookDelivery } from './events.ts';
export { webhookBodyLimit } from './request.ts';
export type { SeamEvent } from '../contract/generated/models/events.ts';
