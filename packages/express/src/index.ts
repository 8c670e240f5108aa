/** `@org/seam-express`: your own rules between your front-end and Seam. */
export { createSeamRouter, type SeamRouter } from './create-seam-router.ts';
export { tooManyRequests } from './too-many-requests.ts';
export {
  all,
  any,
  byRole,
  hardenServer,
  memoryIdempotencyStore,
  resolveSubjects,
} from '@org/seam-core/server';
export type { AuthorizeCall, SeamRouterOptions } from './seam-router-options.ts';
export type { SeamTarget } from './seam-target.ts';
export type {
  AuditEntry,
  Decision,
  IdempotencyStore,
  Logger,
  Policy,
  SeamHandlers,
} from '@org/seam-core/server';
export { attachSeam, seamOf } from './attach-seam.ts';
export { seamErrorHandler, type SeamErrorHandlerOptions } from './seam-error-handler.ts';

// Webhooks
export { createSeamWebhook, type SeamWebhook, type SeamWebhookOptions } from './create-seam-webhook.ts';
export type { WebhookStore } from '@org/seam-core/webhooks';
export { keepRawBody } from './keep-raw-body.ts';
