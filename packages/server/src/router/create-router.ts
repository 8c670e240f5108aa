import type { EndpointTree } from '@org/seam-core';
import { checkOptions, withTimeout } from '@org/seam-core/internal';
import { apiError, mayHaveActed } from '../http/api-error.ts';
import { errorResponse } from '../http/envelope.ts';
import { isRequestId, requestIdFrom } from '../http/request-id.ts';
import type { ServerRequest } from '../http/request.ts';
import type { ServerResponse } from '../http/response.ts';
import { schemaFinder } from '../input/schema.ts';
import { openapiRoute } from '../openapi/route.ts';
import { writeAuditLog } from './audit-log.ts';
import { findPolicy } from './authorize.ts';
import { createConcurrencyLimit, type Slot } from './concurrency-limit.ts';
import { type RequestContext, type SeamHandlers, type TargetOf, targetOfRequest } from './context.ts';
import { createCors } from './cors.ts';
import { createKernel } from './create-kernel.ts';
import { checkAllowedOrigins, checkCsrf } from './csrf.ts';
import { createErrorReporter } from './error-reporter.ts';
import { type Exposable, resolveExposed } from './expose.ts';
import { forwardRoutes } from './forward.ts';
import type { KernelOptions } from './kernel-options.ts';
import { routerRules } from './option-rules.ts';
import type { RouterOptions } from './options.ts';
import { createPreChecks } from './pre-checks.ts';
import { acceptedVerbs } from './routes.ts';
import { serializeChanges } from './serialize-changes.ts';

/** What answers calls from outside, whatever server they come through. */
export interface Router<TRequest> {
  /** Answers a call below the place where the API is mounted, 404 included. Never rejects. */
  readonly answer: (call: ServerRequest, req: TRequest) => Promise<ServerResponse>;
  /** Lets no more calls in (503), and resolves when all that go on are over and audited. */
  readonly drain: () => Promise<void>;
}

/** What is guarded: the contract, and what its endpoints are answered by. */
export interface RouterTarget<TRequest, TSeam extends SeamHandlers> {
  readonly tree: EndpointTree;
  readonly target: TargetOf<TRequest, TSeam>;
  /** A tree of Standard Schemas for the parameters; those of `@org/seam-core/schemas` unless given. */
  readonly schemas?: object | false | undefined;
  /** Where the caller sees the API, such as `/api/seam`; the root unless given. */
  readonly mountOf?: ((req: TRequest) => string) | undefined;
}

/**
 * What makes endpoints safe to expose: it finds the exposed ones, refuses other sites' pages, too much traffic and bad
 * parameters, asks `authorize`, keeps order, forwards, and tells of Seam's errors what may be told.
 *
 * @throws SeamConfigError when the options cannot be meant
 */
export const createRouter = <TEntry extends Exposable, TRequest, TSeam extends SeamHandlers>(
  { tree, target, schemas, mountOf = () => '' }: RouterTarget<TRequest, TSeam>,
  options: RouterOptions<TEntry, TRequest, TSeam>,
): Router<TRequest> => {
  checkOptions<object>('createRouter', options, routerRules);
  const { csrf = true, allowedOrigins = [], bodyTimeout = 10_000, audit, logger } = options;
  const exposed = resolveExposed(options.expose, tree);
  const policyOf = findPolicy(options.authorize, exposed);
  checkAllowedOrigins(allowedOrigins);
  const cors = createCors(options.cors, allowedOrigins);
  const traffic = createConcurrencyLimit(options.maxInFlight ?? 200);
  const routes = forwardRoutes<TRequest>(target, exposed, schemaFinder(schemas));

  const onError = createErrorReporter(options);
  const report = (error: unknown, { state }: RequestContext<unknown>): void =>
    onError(error, { requestId: state.requestId, path: state.endpoint?.path ?? '' });
  const order = serializeChanges({
    idempotency: options.idempotency,
    hasActor: options.actor !== undefined,
    queueTimeout: options.queueTimeout,
    report,
    track: (rest) => traffic.track(rest),
  });
  const askFirst = createPreChecks<TRequest>(options);

  const { openapi, authorizeTimeout, idempotency, rateLimit } = options;
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

  const findSeam = async ({ req, state }: RequestContext<TRequest>): Promise<void> => {
    try {
      state.seam = { found: typeof target === 'function' ? await target(req) : target };
    } catch (fault) {
      // Whoever is denied is told of that, not of a fault in looking up what they may not reach.
      state.seam = { fault };
    }
  };

  const kernelOptions: KernelOptions<RequestContext<TRequest>, RequestContext<TRequest>> = {
    bodyLimit: options.bodyLimit,
    depthLimit: options.depthLimit,
    authorizeTimeout,
    onError,
    requestId: ({ state }) => state.requestId,
    context: async (exchange, endpoint) => {
      exchange.state.endpoint = endpoint;
      if (csrf) checkCsrf(exchange, allowedOrigins);
      await askFirst(exchange, endpoint);
      return exchange;
    },
    authorize: async ({ endpoint, params, context }) => {
      context.state.params = params;
      await findSeam(context);
      return policyOf(endpoint.path)({
        req: context.req,
        endpoint: endpoint.path,
        params,
        get seam() {
          return targetOfRequest(context);
        },
      } as never);
    },
    around: (request, { decide, perform }) => {
      const { state } = request.context;
      return order(request, {
        decide: async () => {
          state.isAllowed = false;
          await decide();
          state.isAllowed = true;
        },
        perform: async () => {
          try {
            return await perform();
          } catch (error) {
            state.mayHaveActed = request.endpoint.replay !== 'safe' && mayHaveActed(error);
            throw error;
          }
        },
      });
    },
  };
  const kernel = createKernel(routes, kernelOptions);

  const answerInside = async (exchange: RequestContext<TRequest>): Promise<ServerResponse> => {
    const preflight = cors.preflight(exchange, verbsAt(exchange.path));
    if (preflight) return preflight;
    const { state } = exchange;
    let slot: Slot;
    try {
      slot = traffic.enter();
    } catch (error) {
      return errorResponse(error, state.requestId);
    }
    state.slot = slot;
    const body = exchange.body.bind(exchange);
    exchange.body = (limit, parse) =>
      slot.whileReading(() =>
        withTimeout(bodyTimeout, body(limit, parse), () => apiError('request_timeout')),
      );
    try {
      const answer = document?.verbsAt(exchange.path)
        ? await document.answer(exchange, mountOf(exchange.req))
        : await kernel(exchange);
      if (!answer) return errorResponse(apiError('endpoint_not_found'), state.requestId);
      traffic.track(writeAuditLog(exchange, answer, { logger, audit, report }));
      return answer;
    } finally {
      slot.leave();
    }
  };

  return {
    drain: () => traffic.drain(),
    answer: async (call, req) => {
      const requestId = requestIdFrom(() => options.requestId?.(req));
      const note: RequestContext<TRequest>['state'] = { requestId, startedAt: Date.now() };
      const exchange: RequestContext<TRequest> = Object.assign(call, { req, state: note });
      let answer: ServerResponse;
      try {
        answer = await answerInside(exchange);
      } catch (error) {
        report(error, exchange);
        answer = errorResponse(undefined, requestId);
      }
      const { upstreamRequestId } = note;
      return {
        ...answer,
        headers: {
          ...answer.headers,
          ...cors.headers(call),
          'x-content-type-options': 'nosniff',
          'x-request-id': requestId,
          'seam-request-id': isRequestId(upstreamRequestId) ? upstreamRequestId : requestId,
        },
      };
    },
  };
};
