/** `@org/seam-core/server`: for whoever answers instead of asks. */

// The two adapters
export { createNodeHandler, type NodeHandler } from './create-node-handler.ts';
export { createRequestHandler, type RequestHandler } from './create-request-handler.ts';
export type { HandlerOptions } from './handler-options.ts';

// The kernel under both, for an adapter of your own
export { createKernel, type Kernel } from './create-kernel.ts';
export { builtInSchema, schemaFinder } from './params/load-schema.ts';
export { toRoutes, type Handler, type Route, type SchemaLoader } from './routes.ts';
export type { Answer } from './answer.ts';
export type { AuthorizeRequest, CallContext, CallSteps, KernelOptions } from './kernel-options.ts';
export type { Call } from './call.ts';
export type { StandardIssue, StandardResult, StandardSchema } from './params/standard-schema.ts';
export { collectBytes } from './params/collect-bytes.ts';
export { toNodeCall, writeNodeAnswer } from './node-adapter.ts';
export { toWebCall } from './web-adapter.ts';

// What is safe to expose: the options that createRequestHandler and createNodeHandler take beside handlers of your own
export { createGuard, type Guard, type Guarded } from './guard/create-guard.ts';
export type { GuardOptions } from './guard/guard-options.ts';
export type { GuardedHandlerOptions } from './handler-options.ts';
export {
  resolveExposed,
  type Exposable,
  type ExposedEndpoint,
  type ExposedPath,
  type ResourceWildcard,
} from './guard/expose.ts';
export type { SeamHandlers, TargetOf } from './guard/seam-target.ts';
export type { Authorize, CallToDecide, Decision, Policy, PolicyMap } from './guard/policy.ts';
export type { Denial } from './decide.ts';
export { all, any, byRole } from './guard/policies.ts';
export { resolveSubjects, type Subject, type Subjects } from './guard/resolve-subjects.ts';
export type { AuditEntry } from './guard/audit-entry.ts';
export type { CorsOptions } from './guard/cors.ts';
export type { Logger } from './guard/logger.ts';
export { reportFaults } from './guard/report-faults.ts';
export type { FaultListener } from './fault-listener.ts';
export type { IdempotencyOptions } from './idempotency/idempotency-options.ts';
export type { IdempotencyClaim, IdempotencyStore, StoredAnswer } from './idempotency/idempotency-store.ts';
export {
  memoryIdempotencyStore,
  type MemoryIdempotencyStoreOptions,
} from './idempotency/memory-idempotency-store.ts';
export { openapiDocument } from './openapi/openapi-document.ts';
export type { OpenApiDocument } from './openapi/document.ts';
export type { OpenApiOptions } from './openapi/openapi-options.ts';
export type { OpenApiRouteOptions } from './openapi/openapi-route-options.ts';
export { hardenServer, type HardenOptions } from './harden-server.ts';

// Errors and results on their way out
export { apiError, isApiError, type ApiErrorDetails } from './api-error.ts';
export { errorTypes, type ErrorType } from './error-types.ts';
export { errorAnswer, successAnswer } from './envelope.ts';
export { upstreamError } from './guard/upstream-error.ts';
export { withAlso } from '../also.ts';
export { paginationOf, withPagination } from '../pagination.ts';
