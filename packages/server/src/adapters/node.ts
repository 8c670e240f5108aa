import type { EndpointTree, Handlers } from '@org/seam-core';
import { bytesOf } from '@org/seam-core/internal';
import type { IncomingMessage, ServerResponse as NodeResponse } from 'node:http';
import type { ServerHttp2Stream } from 'node:http2';
import { httpError } from '../http/api-error.ts';
import { type ServerRequest, splitTarget } from '../http/request.ts';
import { errorResponse, type ServerResponse } from '../http/response.ts';
import { checkSize, decodeText, parseJson, readNodeText } from '../input/body.ts';
import type { HandlerContext, SeamHandlers, TargetOf } from '../router/context.ts';
import { createRouter } from '../router/create-router.ts';
import { createErrorReporter, type ErrorListener, type Logger } from '../router/error-reporter.ts';
import type { Exposable } from '../router/expose.ts';
import { checkHandlerOptions, type HandlerOptions } from '../router/options.ts';
import { createUnguardedResponder, type UnguardedHandlerOptions } from '../router/unguarded.ts';
import { pathBelow } from './url.ts';

/** A request whose body middleware may have read already. It may be one of `node:http2`. */
type NodeRequest = IncomingMessage & { body?: unknown; stream?: ServerHttp2Stream };

/** The stream of an HTTP/2 request, which shares its connection with others. */
const streamOf = ({ httpVersionMajor, stream }: NodeRequest): ServerHttp2Stream | undefined =>
  httpVersionMajor > 1 ? stream : undefined;

/** The length of a parsed body as JSON, in bytes: the original bytes are gone. */
const sizeOf = (value: unknown): number => {
  try {
    return Buffer.byteLength(JSON.stringify(value) ?? '');
  } catch {
    return Infinity;
  }
};

/** The body that middleware has read and kept on `req.body`. */
const takeParsed = ({ body }: NodeRequest, limit: number, parse: (text: string) => unknown): unknown => {
  if (body === undefined)
    throw new TypeError(
      'A middleware before the router has read the body and left nothing on req.body. Mount the router before it.',
    );
  const bytes = bytesOf(body);
  if (bytes) {
    checkSize(bytes.byteLength, limit);
    return parse(decodeText(bytes));
  }
  checkSize(typeof body === 'string' ? Buffer.byteLength(body) : sizeOf(body), limit);
  return typeof body === 'string' ? parse(body) : body;
};

/** Whether there is a body: waiting for the end of an empty one costs as much as the response. */
const hasBody = (request: NodeRequest): boolean =>
  request.headers['transfer-encoding'] !== undefined ||
  (request.headers['content-length'] ?? '0') !== '0' ||
  // HTTP/2 frames bodies itself, and needs no header.
  streamOf(request)?.endAfterHeaders === false;

/** Aborted when the caller disconnects. Created on first use. */
const closeSignal = (request: NodeRequest, response: NodeResponse): AbortSignal => {
  const controller = new AbortController();
  const stream = streamOf(request);
  const onClose = () => {
    // Node finishes an aborted HTTP/2 stream.
    if (stream ? stream.aborted : !response.writableFinished) controller.abort();
  };
  if (stream ? stream.destroyed : response.destroyed) onClose();
  else response.once('close', onClose);
  return controller.signal;
};

/** Converts a Node request. `target` is the part of the URL below the mount point, with its query string. */
export const fromNodeRequest = (
  request: NodeRequest,
  response: NodeResponse,
  target: string,
): ServerRequest => {
  let signal: AbortSignal | undefined;
  return {
    verb: request.method ?? 'GET',
    ...splitTarget(target),
    get signal() {
      return (signal ??= closeSignal(request, response));
    },
    header: (name) => {
      // HTTP/2 has `:authority` instead of `host`.
      const value = request.headers[name] ?? (name === 'host' ? request.headers[':authority'] : undefined);
      return Array.isArray(value) ? value.join(', ') : value;
    },
    body: (limit, parse = parseJson) => {
      if (!hasBody(request)) return undefined;
      return request.readableEnded
        ? Promise.resolve(takeParsed(request, limit, parse))
        : readNodeText(request, limit).then(parse);
    },
  };
};

/** Up to this many unread bytes are discarded to keep the connection: a new one costs as much as a response. */
const longestRest = 16_384;

/**
 * Whether the connection can be reused: the body was read, or is so short that Node discards the rest. A caller that waits
 * for `100 Continue` may never send the body.
 */
const canGoOn = (request: NodeRequest): boolean =>
  request.readableEnded ||
  request.complete ||
  streamOf(request) !== undefined ||
  (request.headers.expect === undefined && Number(request.headers['content-length']) <= longestRest);

/** Writes a response. The connection is closed when a long body was not read to its end. */
export const writeNodeResponse = (
  request: NodeRequest,
  response: NodeResponse,
  message: ServerResponse,
): void => {
  if (response.headersSent || response.destroyed) return;
  const stream = streamOf(request);
  // The rest of a body that timed out may never arrive.
  if ((message.status === 408 && !stream) || !canGoOn(request)) response.setHeader('connection', 'close');
  const length = Buffer.byteLength(message.body);
  // HTTP forbids content-length with 204.
  const framing = message.status === 204 ? {} : { 'content-length': length };
  response.writeHead(message.status, { ...message.headers, ...framing });
  // A string with as many bytes as characters is ASCII, which latin1 writes faster.
  response.end(message.body, length === message.body.length ? 'latin1' : 'utf8');
  // Node ends an unread HTTP/2 stream. A partly read one would wait for its rest.
  if (stream && request.readableDidRead && !request.readableEnded)
    stream.once('finish', () => stream.destroy());
};

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
