import type { EndpointTree, Handlers } from '@org/seam-core';
import { type ServerRequest, splitTarget } from '../http/request.ts';
import type { ServerResponse } from '../http/response.ts';
import { type BodyStream, checkSize, collectBytes, piecesOf, toText } from '../input/body.ts';
import { parseJson } from '../input/json.ts';
import type { HandlerContext, SeamHandlers, TargetOf } from '../router/context.ts';
import { createRouter } from '../router/create-router.ts';
import type { Exposable } from '../router/expose.ts';
import { checkHandlerOptions, type HandlerOptions } from '../router/options.ts';
import { createUnguardedResponder, type UnguardedHandlerOptions } from '../router/unguarded.ts';
import { pathBelow } from './url.ts';

/**
 * Reads the body of a web request as text, up to `limit` bytes.
 *
 * @throws SeamApiError `payload_too_large`; `invalid_json` when it is not UTF-8, or the caller closed the connection
 */
const readWebText = async (request: Request, limit: number, signal?: AbortSignal): Promise<string> => {
  const announced = request.headers.get('content-length');
  checkSize(Number(announced ?? 0), limit);
  return await toText(collectBytes(piecesOf(request.body as BodyStream, signal), limit, announced));
};

/**
 * Converts a web-standard request.
 *
 * @param target the part of the URL below the mount point, with its query string
 * @param finished aborted after the response: it cancels a body that is still being read
 */
export const fromWebRequest = (request: Request, target: string, finished?: AbortSignal): ServerRequest => ({
  verb: request.method,
  ...splitTarget(target),
  signal: request.signal,
  header: (name) => request.headers.get(name) ?? undefined,
  body: (limit, parse = parseJson) => {
    if (!request.body) return undefined;
    if (request.bodyUsed || request.body.locked)
      throw new TypeError(
        'The request body was read before the router received it. Pass the request to the router first, or read ' +
          'request.clone() instead.',
      );
    return readWebText(request, limit, finished).then(parse);
  },
});

/** Responds to a web-standard request; `undefined` when it is not below the base path. */
export type RequestHandler = (request: Request) => Promise<Response | undefined>;

const toResponse = ({ status, headers, body }: ServerResponse): Response =>
  new Response(status === 204 ? null : body, { status, headers });

/** Creates a handler for the requests below the base path. */
const createHandler = (
  basePath: string | undefined,
  respond: (request: ServerRequest, req: Request) => Promise<ServerResponse | undefined>,
): RequestHandler => {
  const below = pathBelow(basePath);
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const path = below(pathname);
    if (path === undefined) return undefined;
    const finished = new AbortController();
    try {
      const response = await respond(fromWebRequest(request, path + search, finished.signal), request);
      return response && toResponse(response);
    } finally {
      finished.abort();
    }
  };
};

/**
 * Creates a router for web-standard requests: for Hono, Next.js route handlers, Bun, Deno and workers. It does all that the
 * Express router does, and returns 404 for endpoints that are not exposed.
 *
 * @example
 * const handle = createRequestHandler(endpoints, createSeam(), {
 *   basePath: '/api/seam',
 *   expose: ['/user_identities/*'],
 *   authorize: ({ req }) => isManager(req),
 * });
 * const response = (await handle(request)) ?? new Response(null, { status: 404 });
 *
 * @param tree the contract
 * @param target a Seam client, a fake's handlers, your own functions, or a function that selects one by request
 * @returns a handler that resolves with `undefined` for a path that is not below `basePath`
 * @throws SeamConfigError when an option is missing, unknown or invalid
 */
export const createRequestHandler = <TEntry extends Exposable, TSeam extends SeamHandlers>(
  tree: EndpointTree,
  target: TargetOf<Request, TSeam>,
  options: HandlerOptions<TEntry, Request, TSeam>,
): RequestHandler & { drain(): Promise<void> } => {
  const { basePath, schemas, ...routerOptions } = checkHandlerOptions('createRequestHandler', options);
  const { respond, drain } = createRouter<TEntry, Request, TSeam>(
    { tree, target, schemas, mountOf: () => basePath ?? '' },
    routerOptions,
  );
  return Object.assign(createHandler(basePath, respond), { drain });
};

/**
 * Serves handlers for web-standard requests without the router's protection: all endpoints, also to cross-site requests, and to
 * every caller unless `authorize` is set. For tests, for your own implementation of the API, or behind your own checks.
 *
 * @example
 * const handle = createUnguardedRequestHandler(endpoints, fake.handlers);
 *
 * @param tree the contract
 * @param handlers one function per endpoint
 * @returns a handler that resolves with `undefined` for a path without an endpoint
 * @throws SeamConfigError for an option that is unknown or invalid
 */
export const createUnguardedRequestHandler = <
  TTree extends EndpointTree,
  TContext extends HandlerContext = HandlerContext,
>(
  tree: TTree,
  handlers: Handlers<NoInfer<TTree>, TContext>,
  options: UnguardedHandlerOptions<TContext> = {},
): RequestHandler => {
  const respond = createUnguardedResponder('createUnguardedRequestHandler', { tree, handlers }, options);
  return createHandler(options.basePath, respond);
};
