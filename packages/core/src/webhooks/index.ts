/** `@org/seam-core/webhooks`: makes sure that deliveries come from Seam, and makes some for tests. */
export { checkWebhookSecrets } from './check-webhook-secrets.ts';
export { createWebhookSecret } from './create-webhook-secret.ts';
export { isSeamEvent } from './is-seam-event.ts';
export type { RequestHeaders } from './request-headers.ts';
export { SeamWebhookError, type WebhookErrorReason } from './seam-webhook-error.ts';
export { signWebhook, type SignedWebhook, type SignWebhookOptions } from './sign-webhook.ts';
export { verifyWebhook, type VerifyWebhookOptions, type WebhookRequest } from './verify-webhook.ts';
export type { UnknownSeamEvent, WebhookDelivery } from './webhook-delivery.ts';
// Receiving them
export {
  createWebhookReceiver,
  type WebhookAnswer,
  type WebhookReceiver,
} from './receiver/create-webhook-receiver.ts';
export { backfillEvents, type BackfillOptions } from './receiver/backfill-events.ts';
export type { WebhookBodyReading } from './receiver/body-readings.ts';
export type { IncomingWebhook } from './receiver/incoming-webhook.ts';
export { memoryWebhookStore, type MemoryWebhookStoreOptions } from './receiver/memory-webhook-store.ts';
export type { WebhookErrorListener } from './receiver/tell-errors.ts';
export { webhookFetchHandler, type WebhookFetchHandler } from './receiver/webhook-fetch-handler.ts';
export { webhookBodyLimit } from './webhook-body-limit.ts';
export type { WebhookCatchAll, WebhookHandlers } from './receiver/webhook-handlers.ts';
export type { WebhookOutcome, WebhookSuccess } from './receiver/webhook-outcome.ts';
export type { WebhookReceiverOptions } from './receiver/webhook-receiver-options.ts';
export type { ClaimRequest, WebhookClaim, WebhookStore } from './receiver/webhook-store.ts';
export type { SeamEvent } from '../generated/models/events.ts';
