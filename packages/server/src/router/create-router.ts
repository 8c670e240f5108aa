import type { EndpointTree } from '@org/seam-core';
import { checkOptions, within } from '@org/seam-core/internal';
import { apiError, mayHaveActed } from '../http/api-error.ts';
import { errorAnswer } from '../http/envelope.ts';
import { isRequestId, requestIdFrom } from '../http/request-id.ts';
import type { Call } from '../http/request.ts';
import type { Answer } from '../http/response.ts';
import { schemaFinder } from '../input/schema.ts';
import { openapiRoute } from '../openapi/route.ts';
import { writeDown } from './audit-log.ts';
import { findPolicy } from './authorize.ts';
import { createTraffic, type Slot } from './concurrency-limit.ts';
import { type Exchange, type SeamHandlers, seamOfExchange, type TargetOf } from './context.ts';
import { createCors } from './cors.ts';
import { createKernel } from './create-kernel.ts';
import { type KernelOptions } from './kernel-options.ts';
import { checkAllowedOrigins, checkOrigin } from './csrf.ts';
import { reportFaults } from './error-reporter.ts';
import { type Exposable, resolveExposed } from './expose.ts';
import { guardedRoutes } from './forward.ts';
import { guardRules } from './option-rules.ts';
import type { GuardOptions } from './options.ts';
import { createAskFirst } from './pre-checks.ts';
import { acceptedVerbs } from './routes.ts';
import { orderChanges } from './serialize-changes.ts';

/** What answers calls from outside, whatever server they come through. */
export interface Guard<TRequest> {
  /** Answers a call below the place where the API is mounted, 404 included. Never rejects. */
  readonly answer: (call: Call, req: TRequest) => Promise<Answer>;
  /** Lets no more calls in (503), and resolves when all that go on are over and audited. */
  readonly drain: () => Promise<void>;
}

/** What is guarded: the contract, and what its endpoints are answered by. */
export interface Guarded<TRequest, TSeam extends SeamHandlers> {
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
export const createGuard = <TEntry extends Exposable, TRequest, TSeam extends SeamHandlers>(
  { tree, target, schemas, mountOf = () => '' }: Guarded<TRequest, TSeam>,
  options: GuardOptions<TEntry, TRequest, TSeam>,
): Guard<TRequest> => {
  checkOptions<object>('createGuard', options, guardRules);
  const { csrf = true, allowedOrigins = [], bodyTimeout = 10_000, audit, logger } = options;
  const exposed = resolveExposed(options.expose, tree);
  const policyOf = findPolicy(options.authorize, exposed);
  checkAllowedOrigins(allowedOrigins);
  const cors = createCors(options.cors, allowedOrigins);
  const traffic = createTraffic(options.maxInFlight ?? 200);
  const routes = guardedRoutes<TRequest>(target, exposed, schemaFinder(schemas));

  const onError = reportFaults(options);
  const report = (error: unknown, { note }: Exchange<unknown>): void =>
    onError(error, { requestId: note.requestId, path: note.endpoint?.path ?? '' });
  const order = orderChanges({
    idempotency: options.idempotency,
    hasActor: options.actor !== undefined,
    queueTimeout: options.queueTimeout,
    report,
    track: (rest) => traffic.track(rest),
  });
  const askFirst = createAskFirst<TRequest>(options);

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

  const findSeam = async ({ req, note }: Exchange<TRequest>): Promise<void> => {
    try {
      note.seam = { found: typeof target === 'function' ? await target(req) : target };
    } catch (fault) {
      // Whoever is denied is told of that, not of a fault in looking up what they may not reach.
      note.seam = { fault };
    }
  };

  const kernelOptions: KernelOptions<Exchange<TRequest>, Exchange<TRequest>> = {
    bodyLimit: options.bodyLimit,
    depthLimit: options.depthLimit,
    authorizeTimeout,
    onError,
    requestId: ({ note }) => note.requestId,
    context: async (exchange, endpoint) => {
      exchange.note.endpoint = endpoint;
      if (csrf) checkOrigin(exchange, allowedOrigins);
      await askFirst(exchange, endpoint);
      return exchange;
    },
    authorize: async ({ endpoint, params, context }) => {
      context.note.params = params;
      await findSeam(context);
      return policyOf(endpoint.path)({
        req: context.req,
        endpoint: endpoint.path,
        params,
        get seam() {
          return seamOfExchange(context);
        },
      } as never);
    },
    around: (request, { decide, perform }) => {
      const { note } = request.context;
      return order(request, {
        decide: async () => {
          note.isAllowed = false;
          await decide();
          note.isAllowed = true;
        },
        perform: async () => {
          try {
            return await perform();
          } catch (error) {
            note.mayHaveActed = request.endpoint.replay !== 'safe' && mayHaveActed(error);
            throw error;
          }
        },
      });
    },
  };
  const kernel = createKernel(routes, kernelOptions);

  const answerInside = async (exchange: Exchange<TRequest>): Promise<Answer> => {
    const preflight = cors.preflight(exchange, verbsAt(exchange.path));
    if (preflight) return preflight;
    const { note } = exchange;
    let slot: Slot;
    try {
      slot = traffic.enter();
    } catch (error) {
      return errorAnswer(error, note.requestId);
    }
    note.slot = slot;
    const body = exchange.body.bind(exchange);
    exchange.body = (limit, parse) =>
      slot.whileReading(() => within(bodyTimeout, body(limit, parse), () => apiError('request_timeout')));
    try {
      const answer = document?.verbsAt(exchange.path)
        ? await document.answer(exchange, mountOf(exchange.req))
        : await kernel(exchange);
      if (!answer) return errorAnswer(apiError('endpoint_not_found'), note.requestId);
      traffic.track(writeDown(exchange, answer, { logger, audit, report }));
      return answer;
    } finally {
      slot.leave();
    }
  };

  return {
    drain: () => traffic.drain(),
    answer: async (call, req) => {
      const requestId = requestIdFrom(() => options.requestId?.(req));
      const note: Exchange<TRequest>['note'] = { requestId, startedAt: Date.now() };
      const exchange: Exchange<TRequest> = Object.assign(call, { req, note });
      let answer: Answer;
      try {
        answer = await answerInside(exchange);
      } catch (error) {
        report(error, exchange);
        answer = errorAnswer(undefined, requestId);
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
