/** `@org/seam-server/internal`: for the packages of this repository. It changes without notice; nothing here is public. */
export { fromWebRequest } from './adapters/fetch.ts';
export { fromNodeRequest } from './adapters/node-request.ts';
export { respondedBefore, writeNodeResponse } from './adapters/node-response.ts';
export { toCause, undisclosedCause } from './http/api-error.ts';
export { errorResponse, type ServerResponse, successResponse, withAliases } from './http/response.ts';
export { errorTypes } from './http/error-types.ts';
export { type ServerRequest } from './http/request.ts';
export { readParams } from './input/params.ts';
export { builtInSchema } from './input/schema.ts';
export { validate } from './input/validate.ts';
export { createRouter } from './router/create-router.ts';
export { createErrorReporter } from './router/error-reporter.ts';
export { acceptedVerbs, checkVerb, type Route, toRoutes } from './router/routes.ts';
export { upstreamError } from './router/upstream-error.ts';
export { routerRules } from './router/options.ts';
export { webhookReceiverRules } from './webhooks/options.ts';
