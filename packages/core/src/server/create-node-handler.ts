import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EndpointTree, Handlers } from '../endpoint.ts';
import type { Answer } from './answer.ts';
import { apiError } from './api-error.ts';
import type { Call } from './call.ts';
import { createGuard } from './guard/create-guard.ts';
import { errorAnswer } from './envelope.ts';
import type { Exposable } from './guard/expose.ts';
import type { GuardedHandlerOptions, HandlerOptions } from './handler-options.ts';
import { reportFaults } from './guard/report-faults.ts';
import { checkHandlerOptions } from './check-handler-options.ts';
import { kernelFor } from './kernel-for.ts';
import type { CallContext } from './kernel-options.ts';
import { toNodeCall, writeNodeAnswer } from './node-adapter.ts';
import { pathBelow } from './path-below.ts';
import type { SeamHandlers, TargetOf } from './guard/seam-target.ts';
import { splitTarget } from './split-target.ts';

/**
 * Answers a request of `node:http`, of `node:http2` (its compatible objects), or of any framework that passes its objects
 * on.
 */
export type NodeHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: () => void,
) => Promise<void>;

const notFound = (): Answer => errorAnswer(apiError('endpoint_not_found'), crypto.randomUUID());

/**
 * Answers `node:http` requests without the detour through `Request` and `Response`, which costs four times as much. With
 * `expose` it does all that the Express router does, and answers 404 itself to whatever is not exposed below its base path.
 *
 * @example
 * const handle = createNodeHandler(endpoints, createSeam(), {
 *   basePath: '/api/seam',
 *   expose: ['/user_identities/*'],
 *   authorize: ({ req }) => isManager(req),
 * });
 * createServer(handle).listen(3000);
 *
 * @param tree the endpoints to answer
 * @param handlers a function for each: a client, a fake's handlers, or your own
 * @returns a listener; what it has no endpoint for goes to `next`, or is answered 404
 * @throws SeamConfigError when neither `expose` nor `unguarded` is given, or the options cannot be meant
 */
export function createNodeHandler<TEntry extends Exposable, TSeam extends SeamHandlers>(
  tree: EndpointTree,
  handlers: TargetOf<IncomingMessage, TSeam>,
  options: GuardedHandlerOptions<TEntry, IncomingMessage, TSeam>,
): NodeHandler & { drain(): Promise<void> };
export function createNodeHandler<TTree extends EndpointTree, TContext extends CallContext = CallContext>(
  tree: TTree,
  handlers: Handlers<NoInfer<TTree>, TContext>,
  options: HandlerOptions<TContext>,
): NodeHandler;
export function createNodeHandler(tree: EndpointTree, handlers: object, given: object): NodeHandler {
  const options = given as HandlerOptions | GuardedHandlerOptions<Exposable, IncomingMessage>;
  checkHandlerOptions('createNodeHandler', options);
  const { basePath } = options;
  const below = pathBelow(basePath);
  const report = reportFaults(options);
  const answerWith =
    (answerCall: (call: Call, request: IncomingMessage) => Promise<Answer | undefined>): NodeHandler =>
    async (request, response, next) => {
      const target = below(request.url ?? '/');
      try {
        const answer =
          target === undefined ? undefined : await answerCall(toNodeCall(request, response, target), request);
        if (answer || !next) {
          writeNodeAnswer(request, response, answer ?? notFound());
          return;
        }
      } catch (error) {
        // What cannot be written cannot be told either. Nobody waits for a listener that rejects.
        report(error, { requestId: '', path: splitTarget(target ?? '').path });
        response.destroy();
        return;
      }
      next();
    };

  if (options.expose !== undefined) {
    const { basePath: _, schemas, ...guardOptions } = options;
    const { answer, drain } = createGuard<Exposable, IncomingMessage, SeamHandlers>(
      { tree, target: handlers, schemas, mountOf: () => basePath ?? '' },
      guardOptions,
    );
    return Object.assign(answerWith(answer), { drain });
  }
  return answerWith(kernelFor(tree, handlers as never, options));
}
