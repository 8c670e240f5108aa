import type { EndpointTree, Handlers } from '@org/seam-core';
import type { IncomingMessage, ServerResponse as NodeResponse } from 'node:http';
import { httpError } from '../http/api-error.ts';
import { type ServerRequest, splitTarget } from '../http/request.ts';
import { errorResponse, type ServerResponse } from '../http/response.ts';
import type { HandlerContext, SeamHandlers, TargetOf } from '../router/context.ts';
import { createRouter } from '../router/create-router.ts';
import { createErrorReporter, type ErrorListener, type Logger } from '../router/error-reporter.ts';
import type { Exposable } from '../router/expose.ts';
import { checkHandlerOptions, type HandlerOptions } from '../router/options.ts';
import { createUnguardedResponder, type UnguardedHandlerOptions } from '../router/unguarded.ts';
import { fromNodeRequest } from './node-request.ts';
import { respondedBefore, writeNodeResponse } from './node-response.ts';
import { pathBelow } from './url.ts';

/**
 * Handles requests of `node:http`, of the compatibility API of `node:http2`, and of frameworks that pass these objects on.
 */
export type NodeHandler = (
  request: IncomingMessage,
  response: NodeResponse,
  next?: () => void,
) => Promise<void>;

const notFound = (): ServerResponse => errorResponse(httpError('endpoint_not_found'), crypto.randomUUID());

interface ListenerOptions {
  readonly basePath?: string | undefined;
  readonly onError?: ErrorListener | undefined;
  readonly logger?: Logger | undefined;
}

/** Creates a listener for the requests below the base path. */
const createListener = (
  options: ListenerOptions,
  respond: (request: ServerRequest, req: IncomingMessage) => Promise<ServerResponse | undefined>,
): NodeHandler => {
  const below = pathBelow(options.basePath);
  const report = createErrorReporter(options);
  return async (request, response, next) => {
    const target = below(request.url ?? '/');
    const problem = target === undefined ? undefined : respondedBefore(response);
    if (problem) {
      report(problem, { requestId: '', path: splitTarget(target ?? '').path });
      return;
    }
    try {
      const written =
        target === undefined ? undefined : await respond(fromNodeRequest(request, response, target), request);
      if (written || !next) {
        writeNodeResponse(request, response, written ?? notFound());
        return;
      }
    } catch (error) {
      // The response could not be written. Nothing handles a rejected listener.
      report(error, { requestId: '', path: splitTarget(target ?? '').path });
      response.destroy();
      return;
    }
    next();
  };
};

/**
 * Creates a router for `node:http` requests without the conversion to `Request` and `Response`, which costs four times as much.
 * It does all that the Express router does, and returns 404 for endpoints that are not exposed below its base path.
 *
 * @example
 * const handle = createNodeHandler(endpoints, createSeam(), {
 *   basePath: '/api/seam',
 *   expose: ['/user_identities/*'],
 *   authorize: ({ req }) => isManager(req),
 * });
 * createServer(handle).listen(3000);
 *
 * @param tree the contract
 * @param target a Seam client, a fake's handlers, your own functions, or a function that selects one by request
 * @returns a listener; a request that is not below `basePath` goes to `next`, or receives 404
 * @throws SeamConfigError when an option is missing, unknown or invalid
 */
export const createNodeHandler = <TEntry extends Exposable, TSeam extends SeamHandlers>(
  tree: EndpointTree,
  target: TargetOf<IncomingMessage, TSeam>,
  options: HandlerOptions<TEntry, IncomingMessage, TSeam>,
): NodeHandler & { drain(): Promise<void> } => {
  const { basePath, schemas, ...routerOptions } = checkHandlerOptions('createNodeHandler', options);
  const { respond, drain } = createRouter<TEntry, IncomingMessage, TSeam>(
    { tree, target, schemas, mountOf: () => basePath ?? '' },
    routerOptions,
  );
  return Object.assign(createListener(options, respond), { drain });
};

/**
 * Serves handlers for `node:http` requests without the router's protection, like `createUnguardedRequestHandler`.
 *
 * @example
 * createServer(createUnguardedNodeHandler(endpoints, fake.handlers)).listen(3000);
 *
 * @param tree the contract
 * @param handlers one function per endpoint
 * @returns a listener; a request for a path without an endpoint goes to `next`, or receives 404
 * @throws SeamConfigError for an option that is unknown or invalid
 */
export const createUnguardedNodeHandler = <
  TTree extends EndpointTree,
  TContext extends HandlerContext = HandlerContext,
>(
  tree: TTree,
  handlers: Handlers<NoInfer<TTree>, TContext>,
  options: UnguardedHandlerOptions<TContext> = {},
): NodeHandler =>
  createListener(
    options,
    createUnguardedResponder('createUnguardedNodeHandler', { tree, handlers }, options),
  );
