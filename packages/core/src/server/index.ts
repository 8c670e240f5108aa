/** `@org/seam-core/server`: for whoever answers instead of asks. */

// The two adapters
export { createNodeHandler, type NodeHandler } from './create-node-handler.ts';
export { createRequestHandler } from './create-request-handler.ts';
export type { HandlerOptions } from './handler-options.ts';

// The kernel under both, for an adapter of your own
export { createKernel, type Kernel } from './create-kernel.ts';
export { builtInSchema, schemaFrom } from './load-schema.ts';
export { toRoutes, type Handler, type Route, type SchemaLoader } from './routes.ts';
export type { Answer } from './answer.ts';
export type { AuthorizeRequest, CallContext, KernelOptions } from './kernel-options.ts';
export type { Call } from './call.ts';
export type { StandardIssue, StandardResult, StandardSchema } from './standard-schema.ts';
export { toNodeCall, writeNodeAnswer } from './node-adapter.ts';
export { toWebCall } from './web-adapter.ts';

// Errors and results on their way out
export { apiError, type ApiErrorDetails } from './api-error.ts';
export { errorTypes, type ErrorType } from './error-types.ts';
export { errorAnswer, successAnswer } from './envelope.ts';
export { withAlso } from '../also.ts';
export { paginationOf, withPagination } from '../pagination.ts';
