/** `@org/seam-express`: your own rules between your front-end and Seam. */
export { createSeamRouter, type SeamRouter } from './router.ts';
export { tooManyRequests } from './rate-limit.ts';
export { all, any, byRole, hardenServer, memoryIdempotencyStore, resolveResources } from '@org/seam-server';
export type { AuthorizeCall, SeamRouterOptions } from './router.ts';
export type { SeamTarget } from './router.ts';
export type { AuditEntry, Decision, IdempotencyStore, Logger, Policy, SeamHandlers } from '@org/seam-server';
export { seamMiddleware, getSeam } from './seam-middleware.ts';
export { seamErrorHandler, type SeamErrorHandlerOptions } from './error-handler.ts';

// Webhooks
export { createSeamWebhook, type SeamWebhook, type SeamWebhookOptions } from './webhook.ts';
export type { WebhookStore } from '@org/seam-server';
export { keepRawBody } from './raw-body.ts';
