/** `@org/seam-server`: server-side building blocks for the Seam API, without a framework. */
export {
  createRequestHandler,
  createUnguardedRequestHandler,
  type RequestHandler,
} from './adapters/fetch.ts';
export { type HardenOptions, hardenServer } from './adapters/harden-server.ts';
export { createNodeHandler, createUnguardedNodeHandler, type NodeHandler } from './adapters/node.ts';
export { apiError, type ApiErrorDetails, isApiError } from './http/api-error.ts';
export { type ErrorType } from './http/error-types.ts';
export { type IdempotencyOptions } from './idempotency/idempotency.ts';
export {
  createMemoryIdempotencyStore,
  type MemoryIdempotencyStoreOptions,
} from './idempotency/memory-store.ts';
export { type IdempotencyLease, type IdempotencyStore, type StoredResponse } from './idempotency/store.ts';
export { type StandardIssue, type StandardResult, type StandardSchema } from './input/schema.ts';
export { createOpenApiDocument, type OpenApiOptions } from './openapi/document.ts';
export { type OpenApiRouteOptions } from './openapi/route.ts';
export { type OpenApiDocument } from './openapi/types.ts';
export { type AuditEntry } from './router/audit-log.ts';
export {
  type Authorize,
  type AuthorizationDecision,
  type AuthorizeContext,
  type DenialReason,
  type Policy,
  type PolicyMap,
} from './router/authorize.ts';
export { type HandlerContext, type SeamHandlers, type TargetOf } from './router/context.ts';
export { type CorsOptions } from './router/cors.ts';
export { type ErrorListener, type Logger } from './router/error-reporter.ts';
export {
  type Exposable,
  type ExposedEndpoint,
  type ExposedPath,
  resolveExposed,
  type ResourceWildcard,
} from './router/expose.ts';
export { type HandlerOptions, type RouterOptions } from './router/options.ts';
export { all, any, byRole } from './router/policies.ts';
export { resolveResources, type NamedResource, type NamedResources } from './router/resolve-resources.ts';
export { type UnguardedAuthorizeContext, type UnguardedHandlerOptions } from './router/unguarded.ts';
export { backfillEvents, type BackfillOptions } from './webhooks/backfill.ts';
export {
  createWebhookReceiver,
  type WebhookResponse,
  type WebhookReceiver,
} from './webhooks/create-receiver.ts';
export { type WebhookErrorListener } from './webhooks/diagnostics.ts';
export { createWebhookFetchHandler, type WebhookFetchHandler } from './webhooks/fetch-handler.ts';
export { type WebhookFallback, type WebhookHandlers } from './webhooks/handlers.ts';
export { type IncomingWebhook } from './webhooks/incoming.ts';
export { createMemoryWebhookStore, type MemoryWebhookStoreOptions } from './webhooks/memory-store.ts';
export { type WebhookDeliveryResult, type WebhookReceiverOptions } from './webhooks/options.ts';
export { type LeaseRequest, type WebhookLease, type WebhookStore } from './webhooks/store.ts';
export { type WebhookBody } from './webhooks/body-reader.ts';
