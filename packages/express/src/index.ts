/** `@org/seam-express`: your own rules between your front-end and the Seam API. */
export { createSeamRouter, type SeamRouter } from './router.ts';
export type { AuthorizeCall, SeamRouterOptions, SeamTarget } from './router.ts';
export { tooManyRequests } from './rate-limit.ts';
export { getSeam, seamMiddleware } from './seam-middleware.ts';
export { seamErrorHandler, type SeamErrorHandlerOptions } from './error-handler.ts';
export {
  all,
  any,
  apiError,
  byRole,
  createMemoryIdempotencyStore,
  hardenServer,
  resolveResources,
} from '@org/seam-server';
export type {
  ApiErrorDetails,
  AuditEntry,
  AuthorizationDecision,
  CorsOptions,
  ErrorListener,
  ErrorType,
  HardenOptions,
  IdempotencyLease,
  IdempotencyOptions,
  IdempotencyStore,
  Logger,
  MemoryIdempotencyStoreOptions,
  OpenApiRouteOptions,
  Policy,
  SeamHandlers,
  StoredResponse,
} from '@org/seam-server';

// Webhooks
export { createSeamWebhook, type SeamWebhook, type SeamWebhookOptions } from './webhook.ts';
export { keepRawBody } from './raw-body.ts';
export { backfillEvents, createMemoryWebhookStore } from '@org/seam-server';
export type {
  BackfillOptions,
  LeaseRequest,
  MemoryWebhookStoreOptions,
  WebhookDeliveryResult,
  WebhookErrorListener,
  WebhookFallback,
  WebhookHandlers,
  WebhookLease,
  WebhookStore,
} from '@org/seam-server';
