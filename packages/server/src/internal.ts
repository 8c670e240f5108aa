/** `@org/seam-server/internal`: for the packages of this repository. It changes without notice; nothing here is public. */
export { toWebCall } from './adapters/fetch.ts';
export { toNodeCall, writeNodeAnswer } from './adapters/node.ts';
export { errorResponse, withAliases } from './http/envelope.ts';
export { errorTypes } from './http/error-types.ts';
export { type ServerRequest } from './http/request.ts';
export { type ServerResponse } from './http/response.ts';
export { builtInSchema } from './input/schema.ts';
export { createKernel } from './router/create-kernel.ts';
export { createRouter } from './router/create-router.ts';
export { createErrorReporter } from './router/error-reporter.ts';
export { toRoutes } from './router/routes.ts';
export { upstreamError } from './router/upstream-error.ts';
export { routerRules } from './router/option-rules.ts';
export { webhookReceiverRules } from './webhooks/options.ts';
