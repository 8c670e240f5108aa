import type { EndpointTree, Handlers } from '../endpoint.ts';
import type { Answer } from './answer.ts';
import { createGuard } from './guard/create-guard.ts';
import type { Exposable } from './guard/expose.ts';
import type { GuardedHandlerOptions, HandlerOptions } from './handler-options.ts';
import { checkHandlerOptions } from './check-handler-options.ts';
import { kernelFor } from './kernel-for.ts';
import type { CallContext } from './kernel-options.ts';
import type { SeamHandlers, TargetOf } from './guard/seam-target.ts';
import { pathBelow } from './path-below.ts';
import { toWebCall } from './web-adapter.ts';

/** Answers a web-standard request; `undefined` when it is not below the base path. */
export type RequestHandler = (request: Request) => Promise<Response | undefined>;

const toResponse = ({ status, headers, body }: Answer): Response =>
  new Response(status === 204 ? null : body, { status, headers });

/**
 * Answers web-standard requests: for Hono, Next.js route handlers, Bun, Deno, workers, and a client's `fetch` in tests.
 * With `expose` it does all that the Express router does, and answers 404 itself to whatever is not exposed.
 *
 * @example
 * const answer = createRequestHandler(endpoints, createSeam(), {
 *   basePath: '/api/seam',
 *   expose: ['/user_identities/*'],
 *   authorize: ({ req }) => isManager(req),
 * });
 * const response = (await answer(request)) ?? new Response(null, { status: 404 });
 *
 * @param tree the endpoints to answer
 * @param handlers a function for each: a client, a fake's handlers, or your own
 * @returns the answer, or `undefined` when the path is none of the tree's
 * @throws SeamConfigError when neither `expose` nor `unguarded` is given, or the options cannot be meant
 */
export function createRequestHandler<TEntry extends Exposable, TSeam extends SeamHandlers>(
  tree: EndpointTree,
  handlers: TargetOf<Request, TSeam>,
  options: GuardedHandlerOptions<TEntry, Request, TSeam>,
): RequestHandler & { drain(): Promise<void> };
export function createRequestHandler<TTree extends EndpointTree, TContext extends CallContext = CallContext>(
  tree: TTree,
  handlers: Handlers<NoInfer<TTree>, TContext>,
  options: HandlerOptions<TContext>,
): RequestHandler;
export function createRequestHandler(tree: EndpointTree, handlers: object, given: object): RequestHandler {
  const options = given as HandlerOptions | GuardedHandlerOptions;
  checkHandlerOptions('createRequestHandler', options);
  const { basePath } = options;
  const below = pathBelow(basePath);
  const answerWith =
    (answerCall: (request: Request, target: string) => Promise<Answer | undefined>): RequestHandler =>
    async (request) => {
      const { pathname, search } = new URL(request.url);
      const path = below(pathname);
      const answer = path === undefined ? undefined : await answerCall(request, path + search);
      return answer && toResponse(answer);
    };

  if (options.expose !== undefined) {
    const { basePath: _, schemas, ...guardOptions } = options;
    const { answer, drain } = createGuard<Exposable, Request, SeamHandlers>(
      { tree, target: handlers, schemas, mountOf: () => basePath ?? '' },
      guardOptions,
    );
    const handle = answerWith((request, target) => answer(toWebCall(request, target), request));
    return Object.assign(handle, { drain });
  }
  const kernel = kernelFor(tree, handlers as never, options);
  return answerWith((request, target) => kernel(toWebCall(request, target)));
}
