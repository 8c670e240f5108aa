import { type EndpointTree, isSeamError } from '@org/seam-core';
import { checkOptions, isError, withTimeout } from '@org/seam-core/internal';
import { httpError, mayHaveActed, undisclosedCause } from '../http/api-error.ts';
import { isRequestId, requestIdFrom, type ServerRequest } from '../http/request.ts';
import { errorResponse, type ServerResponse, successResponse } from '../http/response.ts';
import { createIdempotency } from '../idempotency/idempotency.ts';
import { readParams } from '../input/params.ts';
import { schemaFinder } from '../input/schema.ts';
import { openapiRoute } from '../openapi/route.ts';
import { writeAuditLog } from './audit-log.ts';
import { createAuthorization } from './authorize.ts';
import { createConcurrencyLimit } from './concurrency-limit.ts';
import type { RequestContext, SeamHandlers, TargetOf } from './context.ts';
import { createCors } from './cors.ts';
import { checkAllowedOrigins, checkCsrf } from './csrf.ts';
import { createErrorReporter } from './error-reporter.ts';
import { type Exposable, resolveExposed } from './expose.ts';
import { forwardRoutes } from './forward.ts';
import { type RouterOptions, routerRules } from './options.ts';
import { createPendingRequests } from './pending-requests.ts';
import { createPreChecks } from './pre-checks.ts';
import { acceptedVerbs, checkVerb, type Route } from './routes.ts';
import { createSerializer } from './serialize-changes.ts';
import { createTargetTimeout } from './target-timeout.ts';

/** Responds to the requests of any server. */
export interface Router<TRequest> {
  /** Responds to a request below the mount point, with 404 for unknown paths. Never rejects. */
  readonly respond: (request: ServerRequest, req: TRequest) => Promise<ServerResponse>;
  /**
   * Rejects new requests with 503, and resolves when the pending ones are finished and in the audit log, or at `drainTimeout`.
   */
  readonly drain: () => Promise<void>;
}

/** The contract, and the functions behind its endpoints. */
export interface RouterTarget<TRequest, TSeam extends SeamHandlers> {
  readonly tree: EndpointTree;
  readonly target: TargetOf<TRequest, TSeam>;
  /**
   * Standard Schemas of parameters, as a tree. An endpoint that it lacks keeps its built-in one; `false` disables validation.
   * A schema that takes longer than 5 seconds returns 500.
   * @default the schemas of `@org/seam-core/schemas`
   */
  readonly schemas?: object | false | undefined;
  /**
   * Returns the path where callers see the API, such as `/api/seam`.
   * @default the root
   */
  readonly mountOf?: ((req: TRequest) => string) | undefined;
}

const runHandler = async <TRequest>(
  { endpoint, handler }: Route<RequestContext<TRequest>>,
  params: Readonly<Record<string, unknown>>,
  context: RequestContext<TRequest>,
): Promise<ServerResponse> => {
  try {
    return successResponse(endpoint, await handler(params as never, context), context.requestId);
  } catch (error) {
    context.mayHaveActed = endpoint.replay !== 'safe' && mayHaveActed(error);
    throw error;
  }
};

/**
 * Creates the router: it exposes the listed endpoints, and protects them. `processRequest` lists the steps in order.
 *
 * @throws SeamConfigError when an option is missing, unknown or invalid
 */
export const createRouter = <TEntry extends Exposable, TRequest, TSeam extends SeamHandlers>(
  { tree, target, schemas, mountOf = () => '' }: RouterTarget<TRequest, TSeam>,
  options: RouterOptions<TEntry, TRequest, TSeam>,
): Router<TRequest> => {
  checkOptions<object>('createRouter', options, routerRules);
  const { csrf = true, allowedOrigins = [], bodyTimeout = 10_000, audit, logger, authorizeTimeout } = options;
  const { bodyLimit, depthLimit } = options;
  const exposed = resolveExposed(options.expose, tree);
  const authorize = createAuthorization<TRequest>({
    authorize: options.authorize,
    exposed,
    target,
    timeout: authorizeTimeout,
  });
  checkAllowedOrigins(allowedOrigins);
  const cors = createCors(options.cors, allowedOrigins);
  const limit = createConcurrencyLimit(options.maxInFlight ?? 200);
  const routes = forwardRoutes<TRequest>(target, exposed, schemaFinder(schemas));
  const onError = createErrorReporter(options);
  const report = (error: unknown, { requestId, endpoint }: RequestContext<unknown>): void =>
    onError(error, { requestId, path: endpoint?.path ?? '' });
  const runOnce = createIdempotency(options.idempotency, {
    hasActor: options.actor !== undefined,
    report,
    track: (work) => limit.track(work),
  });
  const serialize = createSerializer(options.queueTimeout);
  const pending = createPendingRequests<TRequest>(limit, options.drainTimeout, report);
  const runPreChecks = createPreChecks<TRequest>(options);
  const { openapi, idempotency, rateLimit } = options;
  const document = openapi
    ? openapiRoute<TRequest>(
        { exposed, schemas, idempotency: Boolean(idempotency), rateLimit, authorizeTimeout, onError },
        openapi === true ? {} : openapi,
      )
    : undefined;
  const verbsAt = (path: string): readonly string[] | undefined => {
    const route = routes.get(path);
    return route ? acceptedVerbs(route.endpoint) : document?.verbsAt(path);
  };

  /** A page that aborts its reads is no failure of this server. A change must not stop halfway. */
  const isAbandonedRead = (cause: unknown, { request, endpoint }: RequestContext<TRequest>): boolean =>
    endpoint?.replay === 'safe' &&
    request.signal?.aborted === true &&
    (isSeamError(cause, 'SeamAbortError') || (isError(cause) && cause.name === 'AbortError'));

  const reportUndisclosed = (error: unknown, context: RequestContext<TRequest>): void => {
    const cause = undisclosedCause(error);
    if (cause !== undefined && !isAbandonedRead(cause, context)) report(cause, context);
  };
  const inTime = createTargetTimeout<TRequest>(options.targetTimeout, reportUndisclosed);

  /** Each step throws an API error to reject the request. */
  const processRequest = async (context: RequestContext<TRequest>): Promise<ServerResponse> => {
    const { request } = context;
    const { path, verb } = request;
    const preflight = cors.preflight(request, verbsAt(path));
    if (preflight) return preflight;
    const slot = (context.slot = limit.acquire());
    if (document?.verbsAt(path)) return await document.respond(context, mountOf(context.req));

    const route = routes.get(path);
    if (!route) throw httpError('endpoint_not_found');
    const { endpoint } = route;
    context.endpoint = endpoint;
    pending.start(context);
    if (csrf) checkCsrf(request, allowedOrigins);
    await runPreChecks(context, endpoint);
    checkVerb(endpoint, verb);

    const awaitBody = (reading: Promise<unknown>): Promise<unknown> =>
      slot.whileReading(withTimeout(bodyTimeout, reading, () => httpError('request_timeout')));
    const params = await readParams(route, request, { bodyLimit, depthLimit, awaitBody });
    context.params = params;
    const authorizeRequest = () => authorize(context, endpoint, params);
    if (endpoint.replay === 'safe')
      return await inTime(context, endpoint, async () => {
        await authorizeRequest();
        return await runHandler(route, params, context);
      });
    // The caller may have sent another change since.
    if (request.signal?.aborted)
      throw httpError('request_timeout', { message: 'The caller disconnected before the request was read.' });
    return await inTime(context, endpoint, () =>
      serialize(params, context, {
        authorize: authorizeRequest,
        run: () => runOnce({ endpoint, params, context }, () => runHandler(route, params, context)),
      }),
    );
  };

  const respond = async (request: ServerRequest, req: TRequest): Promise<ServerResponse> => {
    const requestId = requestIdFrom(() => options.requestId?.(req));
    const context: RequestContext<TRequest> = { request, req, requestId, startedAt: performance.now() };
    let response: ServerResponse;
    try {
      response = await processRequest(context);
    } catch (error) {
      reportUndisclosed(error, context);
      response = errorResponse(error, requestId, context.endpoint && acceptedVerbs(context.endpoint));
    }
    const auditing =
      logger || audit ? writeAuditLog(context, response, { logger, audit, report }) : undefined;
    pending.end(context, auditing);
    context.slot?.release();
    const { upstreamRequestId } = context;
    return {
      ...response,
      headers: {
        ...response.headers,
        ...cors.headers(request),
        'x-content-type-options': 'nosniff',
        'x-request-id': requestId,
        'seam-request-id': isRequestId(upstreamRequestId) ? upstreamRequestId : requestId,
      },
    };
  };

  return { respond, drain: () => pending.drain() };
};
