import type { EndpointTree, Handlers } from '@org/seam-core';
import { type ServerRequest, splitTarget } from '../http/request.ts';
import type { ServerResponse } from '../http/response.ts';
import { parseJson, piecesOf, readText } from '../input/body.ts';
import type { SeamHandlers, TargetOf } from '../router/context.ts';
import { kernelFor } from '../router/create-kernel.ts';
import { createRouter } from '../router/create-router.ts';
import type { Exposable } from '../router/expose.ts';
import type { CallContext } from '../router/kernel-options.ts';
import { checkHandlerOptions } from '../router/option-rules.ts';
import type { HandlerOptions, OpenHandlerOptions } from '../router/options.ts';
import { pathBelow } from './url.ts';

/** A web-standard request as a call. `target` is the part of the URL below the mount point, with its query string. */
export const toWebCall = (request: Request, target: string): ServerRequest => ({
  verb: request.method,
  ...splitTarget(target),
  signal: request.signal,
  header: (name) => request.headers.get(name) ?? undefined,
  body: async (limit, parse = parseJson) => {
    if (!request.body) return undefined;
    if (request.bodyUsed || request.body.locked)
      throw new TypeError(
        'The body of the request was read before the router got it. Pass the request on before anything reads it, or ' +
          'let what has to be first read request.clone().',
      );
    const pieces = piecesOf(request.body);
    return parse(await readText({ pieces, announced: request.headers.get('content-length') }, limit));
  },
});

/** Answers a web-standard request; `undefined` when it is not below the base path. */
export type RequestHandler = (request: Request) => Promise<Response | undefined>;

const toResponse = ({ status, headers, body }: ServerResponse): Response =>
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
  options: HandlerOptions<TEntry, Request, TSeam>,
): RequestHandler & { drain(): Promise<void> };
export function createRequestHandler<TTree extends EndpointTree, TContext extends CallContext = CallContext>(
  tree: TTree,
  handlers: Handlers<NoInfer<TTree>, TContext>,
  options: OpenHandlerOptions<TContext>,
): RequestHandler;
export function createRequestHandler(tree: EndpointTree, handlers: object, given: object): RequestHandler {
  const options = given as OpenHandlerOptions | HandlerOptions;
  checkHandlerOptions('createRequestHandler', options);
  const { basePath } = options;
  const below = pathBelow(basePath);
  const answerWith =
    (answerCall: (request: Request, target: string) => Promise<ServerResponse | undefined>): RequestHandler =>
    async (request) => {
      const { pathname, search } = new URL(request.url);
      const path = below(pathname);
      const answer = path === undefined ? undefined : await answerCall(request, path + search);
      return answer && toResponse(answer);
    };

  if (options.expose !== undefined) {
    const { basePath: _, schemas, ...guardOptions } = options;
    const { answer, drain } = createRouter<Exposable, Request, SeamHandlers>(
      { tree, target: handlers, schemas, mountOf: () => basePath ?? '' },
      guardOptions,
    );
    const handle = answerWith((request, target) => answer(toWebCall(request, target), request));
    return Object.assign(handle, { drain });
  }
  const kernel = kernelFor(tree, handlers as never, options);
  return answerWith((request, target) => kernel(toWebCall(request, target)));
}
