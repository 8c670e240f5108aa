import { type EndpointTree, type Handlers, SeamConfigError } from '@org/seam-core';
import { checkOptions, notify } from '@org/seam-core/internal';
import { apiError, undisclosedCause } from '../http/api-error.ts';
import { errorResponse, successResponse } from '../http/envelope.ts';
import { requestIdFrom } from '../http/request-id.ts';
import type { ServerRequest } from '../http/request.ts';
import type { ServerResponse } from '../http/response.ts';
import { deepFreeze, dropEmptyStrings, normalizeUuids, refuseAmbiguous } from '../input/normalize.ts';
import { readParams } from '../input/params.ts';
import { schemaFinder } from '../input/schema.ts';
import { refuseLosses, refuseUnknown, validate } from '../input/validate.ts';
import { runAuthorize } from './authorize.ts';
import type { ErrorListener } from './error-reporter.ts';
import type { CallContext, KernelOptions } from './kernel-options.ts';
import { kernelRules } from './option-rules.ts';
import type { OpenHandlerOptions } from './options.ts';
import { acceptedVerbs, type Route, toRoutes } from './routes.ts';

/** From a call to an answer; `undefined` when the path is none of the routes. */
export type Kernel<TCall extends ServerRequest = ServerRequest> = (
  call: TCall,
) => Promise<ServerResponse | undefined>;

/**
 * What answers a call, apart from any runtime: find the route, know the caller, read, validate, decide, handle.
 * @throws SeamConfigError for an option that is unknown or out of range
 */
export const createKernel = <TContext extends CallContext, TCall extends ServerRequest = ServerRequest>(
  routes: ReadonlyMap<string, Route<TContext>>,
  options: KernelOptions<TContext, TCall> = {},
): Kernel<TCall> => {
  checkOptions<object>('createKernel', options, kernelRules);
  const {
    strict = true,
    bodyLimit = 16_384,
    depthLimit = 16,
    mapError = (error) => error,
    onError,
  } = options;
  const { authorize, authorizeTimeout } = options;
  const around: NonNullable<typeof options.around> =
    options.around ??
    (async (_request, { decide: decideFirst, perform }) => {
      await decideFirst();
      return await perform();
    });
  const report = (...[error, request]: Parameters<ErrorListener>): void =>
    notify(() => onError?.(error, request));

  const answer = async (
    call: TCall,
    { endpoint, handler, schema: load }: Route<TContext>,
    requestId: string,
  ) => {
    const context = options.context
      ? await options.context(call, endpoint)
      : ({ signal: call.signal } as TContext);
    const accepted = acceptedVerbs(endpoint);
    if (!accepted.includes(call.verb))
      throw apiError('method_not_allowed', { message: `only ${accepted.join(',')} accepted` });
    const schema = await load();
    const sent = await readParams(call, schema, { bodyLimit, depthLimit, strict });
    if (schema && strict) refuseUnknown(schema, sent);
    const valid = schema ? await validate(schema, sent) : sent;
    if (schema && strict) refuseLosses(schema, sent, valid);
    if (strict) refuseAmbiguous(endpoint, valid);
    const kept = strict ? dropEmptyStrings(endpoint, valid) : valid;
    // What is dropped may be what the call has to name.
    if (schema && kept !== valid) await validate(schema, dropEmptyStrings(endpoint, sent));
    const params = deepFreeze(strict ? normalizeUuids(kept, schema) : kept);
    const request = { endpoint, params, context };
    return await around(request, {
      decide: async () => {
        if (authorize) await runAuthorize(authorize, request, authorizeTimeout);
      },
      perform: async () => {
        try {
          return successResponse(endpoint, await handler(params as never, context), requestId);
        } catch (error) {
          throw await mapError(error);
        }
      },
    });
  };

  return async (call) => {
    const route = routes.get(call.path);
    if (!route) return undefined;
    const requestId = requestIdFrom(() => options.requestId?.(call));
    try {
      return await answer(call, route, requestId);
    } catch (error) {
      const cause = undisclosedCause(error);
      if (cause !== undefined) report(cause, { requestId, path: route.endpoint.path });
      const refusal = errorResponse(error, requestId);
      const allow = refusal.status === 405 ? { allow: acceptedVerbs(route.endpoint).join(', ') } : {};
      return { ...refusal, headers: { ...refusal.headers, ...allow } };
    }
  };
};

/**
 * The kernel for a tree and its handlers, as both adapters use it.
 * @throws SeamConfigError unless it is said that nothing guards it: a typing error would open every endpoint
 */
export const kernelFor = <TTree extends EndpointTree, TContext extends CallContext>(
  tree: TTree,
  handlers: Handlers<NoInfer<TTree>, TContext>,
  { schemas, unguarded, basePath: _, expose: __, ...options }: OpenHandlerOptions<TContext>,
): Kernel => {
  if ((unguarded as unknown) !== true)
    throw new SeamConfigError(
      'The handler needs expose, the list of paths that may be called, and authorize: it may lend your credential to ' +
        'whoever can reach it. Where that is meant, as in tests, pass unguarded: true.',
    );
  return createKernel(toRoutes(tree, handlers, schemaFinder(schemas)), options);
};
